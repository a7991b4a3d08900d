import { describe, expect, it } from 'vitest';

import type { CasePage, CaseRow } from '../ipc';
import { face, matching } from './cases.svelte';

const page = (language: string, company: string, state: CasePage['state'] = 'ok'): CasePage => ({
  language,
  company,
  state,
  path: `content/${language}/case/x.md`,
  title: '',
  logo: '',
  modified: null,
});
const rows: CaseRow[] = [
  { slug: 'turing', pages: [page('zh', '图菱科技'), page('en', 'Turing Technology')] },
  { slug: 'zto', pages: [page('zh', '中通快递'), page('en', 'ZTO Express', 'broken')] },
];
const slugs = (filter: string) => matching(rows, filter).map((row) => row.slug);

describe('the filter', () => {
  it('finds a company in any of its languages', () => {
    expect(slugs('图菱')).toEqual(['turing']);
    expect(slugs('express')).toEqual(['zto']);
  });

  it('takes words in any order, and any case', () => {
    expect(slugs('TECH turing')).toEqual(['turing']);
    expect(slugs('tech zto')).toEqual([]);
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
