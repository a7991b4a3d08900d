import { expect, it } from 'vitest';

import type { DiffLine } from '../../ipc';
import { prepare } from './pairs';

const line = (kind: DiffLine['kind'], old: number | null, now: number | null, text = ''): DiffLine => ({ kind, old, new: now, text });

it('marks the letters that differ', () => {
  const [old, now] = prepare([line('removed', 4, null, '  title: 公司简介'), line('added', null, 4, '  title: 公司新简介')]);
  expect(old?.parts).toEqual(['  title: 公司', '', '简介']);
  expect(now?.parts).toEqual(['  title: 公司', '新', '简介']);
});

it('leaves a line that is another one whole', () => {
  const [old] = prepare([line('removed', 1, null, '  abc'), line('added', null, 1, '  xyz')]);
  expect(old?.parts).toEqual(['  abc', '', '']);
});

it('does not guess which line became which', () => {
  const shown = prepare([line('removed', 1, null, 'ab'), line('added', null, 1, 'ac'), line('added', null, 2, 'ad')]);
  expect(shown.every((line) => line.parts[1] === '')).toBe(true);
});

it('counts the lines left out', () => {
  const shown = prepare([
    line('skipped', null, null),
    line('same', 8, 8, 'a'),
    line('added', null, 9, 'b'),
    line('skipped', null, null),
    line('same', 20, 21, 'c'),
    line('skipped', null, null),
  ]);
  expect(shown.map((line) => line.skipped)).toEqual([7, null, null, 11, null, null]);
});
