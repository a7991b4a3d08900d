import { expect, test } from 'vitest';

import type { Block, Field, Item } from '../../ipc';
import { firstWords } from './summary';

const field = (text: string): Field => ({ place: { owner: 1, keys: ['x'] }, state: text ? 'text' : 'missing', text });
const paragraph = (text: string): Item => ({ id: 2, kind: 'paragraph', special: null, content: field(text), other: [] });
const block = (part: Partial<Block>): Block => ({
  id: 1, kind: 'text', title: field(''), list: { owner: 1, keys: [] }, items: [], image: field(''), content: field(''), author: field(''), other: [], ...part,
});

test('a block is told by its title, else by its first words, else by its picture', () => {
  expect(firstWords(block({ title: field('公司简介'), items: [paragraph('x')] }))).toEqual({ text: '公司简介', isTitle: true });
  expect(firstWords(block({ items: [paragraph(''), paragraph('See **the**\n[docs](https://x.y)')] })).text).toBe('See the docs');
  expect(firstWords(block({ image: field('/images/case/tuling-11.png') })).text).toBe('tuling-11.png');
  expect(firstWords(block({ kind: 'quote', content: field('Calm') })).text).toBe('Calm');
  expect(firstWords(block({})).text).toBe('');
});
