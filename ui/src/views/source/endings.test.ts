import { describe, expect, it } from 'vitest';

import { shown, withChange } from './endings';

describe('line endings of a page edited as text', () => {
  it.each([
    ['a\r\nb\r\nc\r\n', 'a\nB\nc\n', 'a\r\nB\r\nc\r\n'],
    ['a\r\nb\r\n', 'a\nnew\nb\n', 'a\r\nnew\r\nb\r\n'],
    ['a\nb\r\nc\rd\n', 'a\nb\nc\nD\n', 'a\nb\r\nc\rD\n'],
    ['a\nb\n', 'a\nb\nc', 'a\nb\nc'],
    ['a\r\nb\r\n', 'ab\n', 'ab\r\n'],
    ['a\r\n\r\nb', 'a\nb', 'a\r\nb'],
    ['', 'new\n', 'new\n'],
    ['a\n', '', ''],
  ])('%j typed as %j is written as %j', (original, typed, written) => {
    expect(withChange(original, typed)).toBe(written);
    expect(shown(withChange(original, typed))).toBe(typed);
  });

  it('keeps an untouched text as it is', () => {
    const odd = '\ufeffa\r\n\nb\r c \r\n';
    expect(withChange(odd, shown(odd))).toBe(odd);
  });
});
