import { describe, expect, it } from 'vitest';

import type { CasePage, CaseRow, Hit } from '../ipc';
import { face, hitOf, listed, matching, showing, sorted } from './catalogue';

const page = (language: string, company: string, state: CasePage['state'] = 'ok', modified = 0): CasePage => ({
  language,
  company,
  state,
  path: `content/${language}/case/${company}.md`,
  title: '',
  logo: '',
  modified,
});
const rows: CaseRow[] = [
  { slug: 'turing', pages: [page('zh', '图菱科技'), page('en', 'Turing Technology')] },
  { slug: 'zto', pages: [page('zh', '中通快递'), page('en', 'ZTO Express', 'broken')] },
];
const all = rows.map(listed);
const hit: Hit = { path: 'content/zh/case/中通快递.md', before: '每天', found: 'Kafka', after: '消息' };
const hits = new Map([[hit.path, hit]]);
const slugs = (filter: string, found = new Map<string, Hit>()) => matching(all, filter, found).map((row) => row.slug);

describe('the filter', () => {
  it('finds a company in any of its languages', () => {
    expect(slugs('图菱')).toEqual(['turing']);
    expect(slugs('express')).toEqual(['zto']);
  });

  it('takes words in any order, and any case', () => {
    expect(slugs('TECH turing')).toEqual(['turing']);
    expect(slugs('tech zto')).toEqual([]);
  });

  it('finds a case by the texts of its pages, and shows them where its names do not tell', () => {
    expect(slugs('kafka', hits)).toEqual(['zto']);
    expect(slugs('tech', hits)).toEqual(['turing', 'zto']);
    expect(hitOf(all[1]!, 'kafka', hits, ['en', 'zh'])).toBe(hit);
    expect(hitOf(all[1]!, 'zto', hits, ['en', 'zh'])).toBeUndefined();
    expect(hitOf(all[0]!, 'kafka', hits, ['en', 'zh'])).toBeUndefined();
  });

  it('shows all when empty', () => {
    expect(slugs('  ')).toEqual(['turing', 'zto']);
  });
});

describe('the page that stands for a case', () => {
  it('is in the wanted language', () => {
    expect(face(rows[0]!, ['en', 'zh'])?.language).toBe('en');
  });

  it('is one that can be read', () => {
    expect(face(rows[1]!, ['en', 'zh'])?.language).toBe('zh');
  });
});

describe('what is shown', () => {
  it('are those that lack a language, or cannot be read', () => {
    const more = [...all, listed({ slug: 'new', pages: [page('zh', '新')] })];
    expect(showing(more, { missing: 'en' }).map((row) => row.slug)).toEqual(['new']);
    expect(showing(more, 'broken').map((row) => row.slug)).toEqual(['zto']);
    expect(showing(more, 'all')).toBe(more);
  });

  it('comes in the order that was asked for', () => {
    const lines = [
      { name: 'zeta', pages: [page('zh', 'z', 'ok', 3)] },
      { name: 'Alpha 10', pages: [page('zh', 'a', 'ok', 1), page('en', 'a', 'ok', 9)] },
      { name: 'alpha 9', pages: [] },
    ];
    const names = (by: Parameters<typeof sorted>[1]) => sorted(lines, by, 'en').map((line) => line.name);
    expect(names('file')).toEqual(['zeta', 'Alpha 10', 'alpha 9']);
    expect(names('company')).toEqual(['alpha 9', 'Alpha 10', 'zeta']);
    expect(names('changed')).toEqual(['Alpha 10', 'zeta', 'alpha 9']);
  });
});
