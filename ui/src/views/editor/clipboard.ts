// Copying, cutting and pasting blocks, items and rows. The core asks the system's clipboard; here is only where to paste.

import type { Id, Item, Target } from '../../ipc';
import { t } from '../../locales';
import { matches } from '../../shared/keys';
import type { MenuItem } from '../../shared/Menu.svelte';
import { toast } from '../../shared/toast.svelte';
import { app } from '../../state/app.svelte';
import type { Editing } from '../../state/editing.svelte';
import { remove, type Listed } from './deeds';
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import Scissors from '@lucide/svelte/icons/scissors';

async function copy(edit: Editing, id: Id): Promise<boolean> {
  try {
    await edit.document.copy(id);
    return true;
  } catch (error) {
    app.fail(error);
    return false;
  }
}

async function copyOnly(edit: Editing, id: Id): Promise<void> {
  if (await copy(edit, id)) edit.say(t('editor.copied'));
}

async function cut(edit: Editing, at: Listed, id: Id): Promise<void> {
  if (await copy(edit, id)) await remove(edit, at, id);
}

async function paste(edit: Editing, at: Target): Promise<void> {
  let left = { pictures: 0, tables: 0 };
  await edit.perform(async () => {
    const pasted = await edit.document.paste(at);
    left = pasted.leftOut;
    return pasted.focus;
  });
  if (left.pictures || left.tables) toast(t('editor.pasted.left', left));
}

/** Puts what was copied before the thing at an index. */
export const pasteAt = (edit: Editing, { list }: Listed, index: number): Promise<void> => paste(edit, { at: 'list', list, index });

/** The same by key, while a thing is held by its handle: the new one is held then, so that the next key pastes beside it, not into its words. */
async function pasteHeld(edit: Editing, at: () => Listed, index: number): Promise<void> {
  await pasteAt(edit, at(), index);
  const id = at().ids[index];
  edit.form?.querySelector<HTMLElement>(`[data-owner="${id}"] button`)?.focus();
}

/** The menu's part, for a thing and what can be done with it. */
export const clipboardItems = (edit: Editing, at: () => Listed, id: Id, index: number): MenuItem[] => [
  { label: t('editor.copy'), icon: Copy, keys: 'Mod+C', run: () => void copyOnly(edit, id) },
  { label: t('editor.cut'), icon: Scissors, keys: 'Mod+X', run: () => void cut(edit, at(), id) },
  { label: t('editor.pasteBelow'), icon: ClipboardPaste, keys: 'Mod+V', run: () => void pasteAt(edit, at(), index + 1) },
];

export const pasteItem = (edit: Editing, at: () => Listed, index: number) => ({
  label: t('editor.paste'),
  icon: ClipboardPaste,
  run: () => void pasteAt(edit, at(), index),
});

/** The keys' part: only where no text has the focus, and none is selected. */
export function clipboardDeed(event: KeyboardEvent, edit: Editing, at: () => Listed, id: Id, index: number): (() => Promise<void>) | undefined {
  if ((event.target as Element).matches('textarea, input, select') || getSelection()?.toString()) return undefined;
  if (matches(event, 'Mod+C')) return () => copyOnly(edit, id);
  if (matches(event, 'Mod+X')) return () => cut(edit, at(), id);
  return matches(event, 'Mod+V') ? () => pasteHeld(edit, at, index + 1) : undefined;
}

/** When paste was last asked for as plain text. */
let plain = -Infinity;

export function notePlain(event: KeyboardEvent): void {
  if (matches(event, 'Mod+Shift+V')) plain = event.timeStamp;
}

/** Rich text and several paragraphs become items; a line of plain text is the field's own affair. */
export function pasteWords(event: ClipboardEvent, edit: Editing, item: Item): boolean {
  const data = event.clipboardData;
  const several = /\n[^\S\n]*\n/.test((data?.getData('text/plain') ?? '').trim().replace(/\r\n?/g, '\n'));
  if (!data || event.timeStamp - plain < 1000 || !(data.types.includes('text/html') || several)) return false;
  const box = event.currentTarget as HTMLTextAreaElement;
  void pasteInto(edit, item, box.value.slice(0, box.selectionStart), box.value.slice(box.selectionEnd));
  return true;
}

async function pasteInto(edit: Editing, item: Item, before: string, after: string): Promise<void> {
  await paste(edit, { at: 'text', id: item.id, place: item.content.place, before, after });
  const box = document.activeElement;
  if (!(box instanceof HTMLTextAreaElement)) return;
  const rest = box.value.endsWith(after) ? after : after.trimStart();
  edit.caret(box.value.endsWith(rest) && rest ? -rest.length : 'end');
}

/** The whole case, for mails and word processors. */
export async function copyPage(edit: Editing): Promise<void> {
  try {
    await edit.document.copy(null);
    toast(t('editor.copiedPage'));
  } catch (error) {
    app.fail(error);
  }
}
