import { expect, test } from 'vitest';

import type { Picture } from '../ipc';
import { matching } from './library.svelte';

const picture = (path: string, more: Partial<Picture> = {}): Picture => ({
  path,
  address: path.replace('static', ''),
  bytes: 1,
  width: null,
  height: null,
  modified: null,
  uses: [],
  elsewhere: [],
  unused: false,
  heavy: false,
  ...more,
});

test('pictures are found by their name and by who uses them', () => {
  const use = { page: 'content/zh/case/turing.md', language: 'zh', company: '图菱科技', part: 'block' as const, number: 1, written: '' };
  const all = [picture('static/a-plan.webp', { uses: [use] }), picture('static/b.png', { unused: true }), picture('static/c.png', { heavy: true })];
  const names = (search: string, filter: 'all' | 'unused' | 'heavy' = 'all') => matching(all, search, filter).map((one) => one.path.at(7));
  expect(names('')).toEqual(['a', 'b', 'c']);
  expect(names('plan 图菱')).toEqual(['a']);
  expect(names('PNG')).toEqual(['b', 'c']);
  expect(names('', 'unused')).toEqual(['b']);
  expect(names('b', 'heavy')).toEqual([]);
});
