import { expect, test } from 'vitest';

import { link, toggle, type Marked } from './format';

/** `|` marks the selection's ends. */
function selected(marked: string): Marked {
  const [before = '', chosen = '', after = ''] = marked.split('|');
  return { text: before + chosen + after, start: before.length, end: before.length + chosen.length };
}

const shown = ({ text, start, end }: Marked) => `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;

test('bold goes on and off, and keeps the selection', () => {
  expect(shown(toggle(selected('企业的|容器化|改造'), '**'))).toBe('企业的**|容器化|**改造');
  expect(shown(toggle(selected('企业的**|容器化|**改造'), '**'))).toBe('企业的|容器化|改造');
  expect(shown(toggle(selected('企业的|**容器化**|改造'), '**'))).toBe('企业的|容器化|改造');
});

test('blanks at the edges stay outside', () => {
  expect(shown(toggle(selected('a| word |b'), '**'))).toBe('a **|word|** b');
});

test('without a selection the marks wait for words', () => {
  expect(shown(toggle(selected('a||b'), '`'))).toBe('a`||`b');
});

test('a link asks for what it lacks', () => {
  expect(shown(link(selected('see |the docs| now')))).toBe('see [the docs](|https://|) now');
  expect(shown(link(selected('see |https://example.com|')))).toBe('see [||](https://example.com)');
  expect(shown(link(selected('||')))).toBe('[||](https://)');
});
