// What a person does to a block, an item or a row, and where the focus is afterwards.

import type { Block, Id, Industry, New, Place } from '../../ipc';
import { t } from '../../locales';
import { matches } from '../../shared/keys';
import type { Editing } from '../../state/editing.svelte';
import type { ViewOf } from '../../state/page.svelte';
import { tellStep } from '../../state/step';

/** A list as it stands, and what its things are called. */
export type Listed = {
  ids: Id[];
  /** The list, for inserting. */
  list: Place;
  /** Where the focus goes when a neighbour is deleted. */
  focus: (index: number) => Place;
  /** Where it goes when nothing is left. */
  empty: Place;
  what: 'block' | 'item' | 'row' | 'card' | 'industry' | 'logo';
};

/** The blocks of a case, or the cards of a list page. */
export const blocksOf = (edit: Editing): Listed => ({
  ids: edit.page.listed.map((slot) => slot.view.id),
  list: edit.page.list,
  focus: (index) => {
    const { view } = edit.page.listed[index]!;
    return view.part === 'block' ? blockFocus(view) : { owner: view.id, keys: [] };
  },
  empty: edit.page.banner.view.title.place,
  what: edit.page.kind === 'case' ? 'block' : 'card',
});

export const itemsOf = (block: Block): Listed => ({
  ids: block.items.map((item) => item.id),
  list: block.list,
  focus: (index) => {
    const item = block.items[index]!;
    return item.special && item.content.state === 'missing' ? item.special.text.place : item.content.place;
  },
  empty: block.kind === 'text' ? block.title.place : { owner: block.id, keys: [] },
  what: 'item',
});

export const rowsOf = (panel: ViewOf<'panel'>): Listed => ({
  ids: panel.rows.map((row) => row.id),
  list: panel.list,
  focus: (index) => panel.rows[index]!.title.place,
  empty: panel.icon.place,
  what: 'row',
});

export const industriesOf = (logos: ViewOf<'logos'>): Listed => ({
  ids: logos.industries.map((industry) => industry.id),
  list: logos.list,
  focus: (index) => logos.industries[index]!.name.place,
  empty: logos.title.place,
  what: 'industry',
});

export const logosOf = (industry: Industry): Listed => ({
  ids: industry.logos.map((logo) => logo.id),
  list: industry.list,
  focus: (index) => industry.logos[index]!.name.place,
  empty: industry.name.place,
  what: 'logo',
});

/** The first thing to type into. */
export function blockFocus(block: Block): Place {
  if (block.kind === 'text') return block.title.place;
  return block.kind === 'quote' ? block.content.place : (block.items[0]?.content.place ?? { owner: block.id, keys: [] });
}

export function add(edit: Editing, at: Listed, index: number, what: New): Promise<Place | null> {
  return edit.do({ do: 'insert', list: at.list, index, new: what });
}

export function duplicate(edit: Editing, id: Id): Promise<Place | null> {
  return edit.do({ do: 'duplicate', id });
}

/** `to` counts after the thing was taken out. */
export async function move(edit: Editing, at: Listed, id: Id, to: number): Promise<void> {
  const from = at.ids.indexOf(id);
  if (from < 0 || to < 0 || to >= at.ids.length || to === from) return;
  await edit.do({ do: 'move', id, to });
  edit.say(t('editor.moved', { n: to + 1, all: at.ids.length }));
}

export const moveBy = (edit: Editing, at: Listed, id: Id, by: number): Promise<void> => move(edit, at, id, at.ids.indexOf(id) + by);

/** Deletes it; the focus goes to the one before (or after), and a way back is shown until the next change. */
export async function remove(edit: Editing, at: Listed, id: Id, { quiet = false, after }: { quiet?: boolean; after?: Place } = {}): Promise<void> {
  const index = at.ids.indexOf(id);
  const next = index > 0 ? index - 1 : index + 1;
  const focus = after ?? (next < at.ids.length ? at.focus(next) : at.empty);
  const before = edit.document.status.revision;
  await edit.do({ do: 'delete', id }, focus);
  if (quiet || edit.document.status.revision === before) return;
  tellStep(edit.document, t(`editor.deleted.${at.what}`, { n: index + 1 }), edit.undo);
}

/** The keys of one of a list: they move it, double it, or add one behind it. */
export function listKeys(event: KeyboardEvent, edit: Editing, list: () => Listed, id: Id, addBehind: () => unknown): void {
  if (event.defaultPrevented || event.isComposing) return;
  const deeds: Record<string, () => unknown> = {
    'Alt+ArrowUp': () => moveBy(edit, list(), id, -1),
    'Alt+ArrowDown': () => moveBy(edit, list(), id, 1),
    'Mod+D': () => duplicate(edit, id),
    'Mod+Enter': addBehind,
  };
  const pressed = Object.keys(deeds).find((keys) => matches(event, keys));
  if (!pressed) return;
  event.preventDefault();
  void deeds[pressed]!();
}
