import { expect, test } from 'vitest';

import type { Field, Page, PartView } from '../ipc';
import { OpenPage } from './page.svelte';
import { parsePlace, placeKey } from './place';

const field = (owner: number, ...keys: string[]): Field => ({ place: { owner, keys }, state: 'text', text: keys.join() });
const common = { html: '', problems: [] };

function block(id: number, ...items: number[]): PartView {
  const missing = field(id, 'x');
  return {
    ...common, part: 'block', key: `block-${id}`, id, kind: 'text', title: field(id, 'title'), list: { owner: id, keys: ['contentList'] },
    items: items.map((item) => ({ id: item, kind: 'paragraph', special: null, content: field(item, 'content'), other: [] })),
    image: missing, content: missing, author: missing, other: [],
  };
}

function page(...blocks: PartView[]): OpenPage {
  return new OpenPage({
    kind: 'case', html: '', list: { owner: 0, keys: ['section2', 'listLeft'] }, blocks,
    head: { ...common, part: 'head', key: 'head', title: field(0, 'title'), description: field(0, 'description'), css: field(0, 'css') },
    banner: { ...common, part: 'banner', key: 'banner', title: field(0, 'section1', 'title'), content: field(0, 'section1', 'content'), image: field(0, 'section1', 'image'), other: [] },
    panel: { ...common, part: 'panel', key: 'panel', icon: field(0, 'section2', 'rightPart', 'icon'), list: { owner: 0, keys: ['section2', 'rightPart', 'list'] }, rows: [{ id: 90, title: field(90, 'title'), content: field(90, 'content'), other: [] }], other: [] },
    cards: null, logos: null,
    other: { ...common, part: 'other', key: 'other', fields: [], body: '' },
  } satisfies Page);
}

const order = (page: OpenPage) => page.blocks.map((slot) => slot.view.id);

test('patches touch only the parts they name', () => {
  const open = page(block(1), block(2), block(3));
  const [first, second, third] = open.blocks;
  const before = first!.view;
  open.apply({ op: 'part', part: { ...block(2), html: 'new' } });
  expect([open.blocks[0]!.view === before, second!.view.html]).toEqual([true, 'new']);

  open.apply({ op: 'move', id: 1, to: 2 });
  expect(open.blocks).toEqual([second, third, first]);
  open.apply({ op: 'insert', index: 1, part: block(4, 5) });
  expect(order(open)).toEqual([2, 4, 3, 1]);
  open.apply({ op: 'remove', id: 3 });
  expect(order(open)).toEqual([2, 4, 1]);
});

test('problems are counted along', () => {
  const problem = { level: 'hint' as const, code: 'x', params: {}, place: null, line: 1, column: 1, mend: false };
  const open = page({ ...block(1), problems: [problem] }, block(2));
  expect(open.problems.hint).toBe(1);
  open.apply({ op: 'part', part: { ...block(2), problems: [problem, problem] } });
  expect(open.problems.hint).toBe(3);
  open.apply({ op: 'remove', id: 2 });
  expect(open.problems.hint).toBe(1);
});

test('every place belongs to a part', () => {
  const open = page(block(1, 11), block(2, 21, 22));
  const part = (key: string) => open.slotOf(parsePlace(key)!)?.key;
  expect(['0/title', '0/section1/content', '0/section2/rightPart/icon', '90/content', '22/content', '1/title', '0/weight'].map(part)).toEqual(
    ['head', 'banner', 'panel', 'panel', 'block-2', 'block-1', 'other'],
  );
});

test('a place is its text', () => {
  expect(parsePlace('9/specialContent/text')).toEqual({ owner: 9, keys: ['specialContent', 'text'] });
  expect(placeKey({ owner: 0, keys: ['section1', 'title'] })).toBe('0/section1/title');
  expect(parsePlace('')).toBe(null);
  expect(parsePlace('x/y')).toBe(null);
});
