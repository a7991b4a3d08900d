import { describe, expect, it } from 'vitest';

import type { CasePage, CaseRow } from '../ipc';
import { face, foundIn, line, matching, showing, sorted, type Line } from './catalogue';

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
  { slug: 'turing', byHand: [], pages: [page('zh', '图菱科技'), page('en', 'Turing Technology')] },
  { slug: 'zto', byHand: [], pages: [page('zh', '中通快递'), page('en', 'ZTO Express', 'broken')] },
];
const all = rows.map((row) => line(row, ['zh', 'en']));
const found = new Set(['content/zh/case/中通快递.md']);
const slugs = (filter: string, found = new Set<string>()) => matching(all, filter, found).map((line) => line.slug);

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
    expect(slugs('kafka', found)).toEqual(['zto']);
    expect(slugs('tech', found)).toEqual(['turing', 'zto']);
    expect(foundIn(all[1]!, 'kafka', found, ['en', 'zh'])?.company).toBe('中通快递');
    expect(foundIn(all[1]!, 'zto', found, ['en', 'zh'])).toBeUndefined();
    expect(foundIn(all[0]!, 'kafka', found, ['en', 'zh'])).toBeUndefined();
  });

  it('shows all when empty', () => {
    expect(slugs('  ')).toEqual(['turing', 'zto']);
  });
});

describe('the page that stands for a case', () => {
  it('is in the wanted language', () => {
    expect(face(rows[0]!.pages, ['en', 'zh'])?.language).toBe('en');
  });

  it('is one that can be read', () => {
    expect(face(rows[1]!.pages, ['en', 'zh'])?.language).toBe('zh');
  });
});

describe('what is shown', () => {
  it('are those that lack a language, or cannot be read', () => {
    const more = [...all, line({ slug: 'new', byHand: [], pages: [page('zh', '新')] }, ['zh'])];
    const none = { unsaved: new Set<string>(), problems: new Set<string>() };
    expect(showing(more, { missing: 'en' }, none).map((row) => row.slug)).toEqual(['new']);
    expect(showing(more, 'broken', none).map((row) => row.slug)).toEqual(['zto']);
    const zto = new Set(more.find((row) => row.slug === 'zto')!.pages.map((page) => page.path));
    for (const what of ['unsaved', 'problems'] as const) {
      expect(showing(more, what, { ...none, [what]: zto }).map((row) => row.slug)).toEqual(['zto']);
    }
    expect(showing(more, 'all', none)).toBe(more);
  });

  it('comes in the order that was asked for', () => {
    const named = (name: string, ...pages: CasePage[]): Line => ({ ...line({ slug: '', byHand: [], pages }, []), name });
    const lines = [
      named('zeta', page('zh', 'z', 'ok', 3)),
      named('Alpha 10', page('zh', 'a', 'ok', 1), page('en', 'a', 'ok', 9)),
      named('alpha 9'),
    ];
    const names = (by: Parameters<typeof sorted>[1]) => sorted(lines, by, 'en').map((line) => line.name);
    expect(names('file')).toEqual(['zeta', 'Alpha 10', 'alpha 9']);
    expect(names('company')).toEqual(['alpha 9', 'Alpha 10', 'zeta']);
    expect(names('changed')).toEqual(['Alpha 10', 'zeta', 'alpha 9']);
  });
});
