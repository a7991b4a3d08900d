// Enter and Backspace between paragraphs, as in any text. Shift+Enter breaks the line within one.

import type { Field, Place } from '../../ipc';
import type { Editing } from '../../state/editing.svelte';
import type { BlockSlot } from '../../state/page.svelte';
import { add, itemsOf, remove } from './deeds';

export function writing(event: KeyboardEvent, edit: Editing, slot: BlockSlot, index: number, field: Field): void {
  const box = event.currentTarget as HTMLTextAreaElement;
  if (event.altKey || event.shiftKey || event.metaKey || event.ctrlKey) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    void below(box, edit, slot, index, field.place);
  } else if (event.key === 'Backspace' && box.value === '') {
    event.preventDefault();
    void back(edit, slot, index);
  } else arrows(event, edit);
}

/** From a block's title on to its text. */
export function writingTitle(event: KeyboardEvent, edit: Editing, slot: BlockSlot): void {
  if (event.altKey || event.shiftKey || event.metaKey || event.ctrlKey) return;
  if (event.key !== 'Enter') return arrows(event, edit);
  event.preventDefault();
  const list = itemsOf(slot.view);
  if (list.ids.length > 0) void edit.go(list.focus(0));
  else void add(edit, list, 0, 'paragraph');
}

/** Up from the first character and down from the last lead to the next text. */
function arrows(event: KeyboardEvent, edit: Editing): void {
  const box = event.currentTarget as HTMLTextAreaElement;
  if (event.key === 'ArrowUp' && at(box) === 0) step(event, edit, box, -1);
  else if (event.key === 'ArrowDown' && at(box) === box.value.length) step(event, edit, box, 1);
}

/** A new paragraph; what stands behind the caret goes there. */
async function below(box: HTMLTextAreaElement, edit: Editing, slot: BlockSlot, index: number, place: Place): Promise<void> {
  const rest = box.value.slice(box.selectionEnd);
  const kept = box.value.slice(0, box.selectionStart);
  const fresh = await add(edit, itemsOf(slot.view), index + 1, 'paragraph');
  if (!fresh || !rest.trim()) return;
  edit.document.setText(fresh, rest.trimStart());
  await edit.perform(() => edit.document.edit({ do: 'setText', place, text: kept }));
  await edit.go(fresh);
  edit.caret('start');
}

/** The empty paragraph goes; writing goes on at the end of the one before. */
async function back(edit: Editing, slot: BlockSlot, index: number): Promise<void> {
  const list = itemsOf(slot.view);
  const after = index > 0 ? list.focus(index - 1) : slot.view.title.place;
  await remove(edit, list, slot.view.items[index]!.id, { quiet: true, after });
  edit.caret('end');
}

function step(event: KeyboardEvent, edit: Editing, box: HTMLTextAreaElement, by: 1 | -1): void {
  const all = [...(edit.form?.querySelectorAll<HTMLTextAreaElement>('textarea[data-field]') ?? [])];
  const next = all[all.indexOf(box) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
  edit.caret(by > 0 ? 'start' : 'end');
}

const at = (box: HTMLTextAreaElement): number => (box.selectionStart === box.selectionEnd ? box.selectionStart : -1);
