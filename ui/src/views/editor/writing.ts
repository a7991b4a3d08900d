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
  } else if (event.key === 'Backspace' && at(box) === 0) {
    event.preventDefault();
    void back(box, edit, slot, index);
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
  const rest = box.value.slice(box.selectionEnd).trimStart();
  if (!rest) return void (await add(edit, itemsOf(slot.view), index + 1, 'paragraph'));
  const before = box.value.slice(0, box.selectionStart).trimEnd();
  await edit.do({ do: 'split', id: slot.view.items[index]!.id, place, before, after: rest });
  edit.caret(0);
}

/** The paragraph goes on at the end of the one before; what is empty goes. */
async function back(box: HTMLTextAreaElement, edit: Editing, slot: BlockSlot, index: number): Promise<void> {
  const list = itemsOf(slot.view);
  const id = slot.view.items[index]!.id;
  if (box.value === '') {
    await remove(edit, list, id, { quiet: true, after: index > 0 ? list.focus(index - 1) : slot.view.title.place });
    return edit.caret('end');
  }
  if (index === 0) return;
  const length = box.value.length;
  const place = await edit.do({ do: 'join', id });
  if (place) edit.caret(-length);
}

function step(event: KeyboardEvent, edit: Editing, box: HTMLTextAreaElement, by: 1 | -1): void {
  const all = [...(edit.form?.querySelectorAll<HTMLTextAreaElement>('textarea[data-field]') ?? [])];
  const next = all[all.indexOf(box) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
  edit.caret(by > 0 ? 0 : 'end');
}

const at = (box: HTMLTextAreaElement): number => (box.selectionStart === box.selectionEnd ? box.selectionStart : -1);
