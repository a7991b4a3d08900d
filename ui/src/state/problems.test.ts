import { expect, test } from 'vitest';

import type { Problem } from '../ipc';
import type { Slot } from './page.svelte';
import { count, worst } from './counts';
import { beside, type Located } from './problems';

const at = (part: string, owner: number | null, code = 'x'): Located => ({
  slot: { key: part } as Slot,
  problem: { level: 'hint', code, params: {}, place: owner === null ? null : { owner, keys: ['content'] }, line: 1, column: 1, mend: false } satisfies Problem,
});
const place = (owner: number) => ({ owner, keys: ['content'] });

test('the next and the one before, round at the ends', () => {
  const all = [at('head', null), at('block-1', 11), at('block-1', 12, 'y'), at('panel', 90)];
  expect(beside(all, null, place(11), 'block-1', 1)).toBe(all[2]);
  expect(beside(all, null, place(11), 'block-1', -1)).toBe(all[0]);
  expect(beside(all, null, place(90), 'panel', 1)).toBe(all[0]);
  expect(beside(all, null, place(13), 'block-1', 1)).toBe(all[1]);
  expect(beside(all, null, place(13), 'block-1', -1)).toBe(all[0]);
  expect(beside(all, null, null, '', 1)).toBe(all[0]);
  expect(beside(all, null, null, '', -1)).toBe(all[3]);
  expect(beside([], null, null, '', 1)).toBe(null);
});

test('two problems of one place are both come by', () => {
  const all = [at('block-1', 11, 'a'), at('block-1', 11, 'b'), at('panel', 90)];
  const first = beside(all, null, place(90), 'panel', 1);
  expect(first).toBe(all[0]);
  const second = beside(all, first, place(11), 'block-1', 1);
  expect(second).toBe(all[1]);
  expect(beside(all, second, place(11), 'block-1', 1)).toBe(all[2]);
});

test('from a problem without a field one goes on as well', () => {
  const all = [at('head', 0), at('block-1', 11), at('panel', 90)];
  expect(beside(all, all[0]!, null, '', 1)).toBe(all[1]);
  expect(beside(all, all[0]!, place(90), 'panel', 1)).toBe(all[1]);
});

test('the worst of the counts', () => {
  expect(worst(count([{ level: 'hint' }, { level: 'warning' }, { level: 'hint' }]))).toBe('warning');
  expect(worst(count([]))).toBe(null);
});
