import { expect, test } from 'vitest';

import { difference } from './caret';

const redo = (before: string, after: string) => {
  const { start, end, text } = difference(before, after);
  expect(before.slice(0, start) + text + before.slice(end)).toBe(after);
  return [start, end, text];
};

test('only the stretch that differs is replaced', () => {
  expect(redo('图菱科技有限公司', '图菱（成都）科技有限公司')).toEqual([2, 2, '（成都）']);
  expect(redo('one two three', 'one three')).toEqual([5, 9, '']);
  expect(redo('same', 'same')).toEqual([4, 4, '']);
  expect(redo('', 'new')).toEqual([0, 0, 'new']);
  expect(redo('aa', 'aaa')).toEqual([2, 2, 'a']);
});

test('a character of two units is never cut', () => {
  // 😀 and 😁 share their first unit, 😀 and 🐀 (by turns) their last.
  expect(redo('a😀b', 'a😁b')).toEqual([1, 3, '😁']);
  expect(redo('a\u{1f400}b', 'a\u{1fc00}b')[0]).toBe(1);
});
