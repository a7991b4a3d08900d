// Arrow keys in a list of rows with several buttons each: one tab stop for all of it.

import type { Attachment } from 'svelte/attachments';

const ROW = '[role="row"]';
const CELL = 'button[data-column]';

/** Arrow keys, Home, End and Page keys go from `button[data-column]` to `button[data-column]` within `[role="row"]`s. */
export const grid: Attachment<HTMLElement> = (list) => {
  const rows = () => [...list.querySelectorAll<HTMLElement>(ROW)];
  const cells = (row: Element | undefined) => (row ? [...row.querySelectorAll<HTMLElement>(CELL)] : []);

  function go(cell: HTMLElement | undefined, event: Event) {
    if (!cell) return;
    event.preventDefault();
    cell.focus();
    cell.closest(ROW)?.scrollIntoView({ block: 'nearest' });
  }

  function inRow(row: HTMLElement | undefined, column: string | undefined) {
    const all = cells(row);
    return all.find((cell) => cell.dataset.column === column) ?? all[0];
  }

  function keydown(event: KeyboardEvent) {
    const cell = (event.target as Element).closest<HTMLElement>(CELL);
    const row = cell?.closest<HTMLElement>(ROW);
    if (!cell || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    const beside = cells(row);
    const at = beside.indexOf(cell);
    if (event.key === 'ArrowRight') go(beside[at + 1], event);
    else if (event.key === 'ArrowLeft') go(beside[at - 1], event);
    else {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
      if (step === undefined) return;
      const all = rows();
      const to = all.indexOf(row) + step;
      // Above the first row is the filter, which the list's owner focuses.
      if (to === -1 && step === -1) return;
      go(inRow(all[Math.max(0, Math.min(all.length - 1, to))], cell.dataset.column), event);
    }
    event.stopPropagation();
  }

  function focusin(event: FocusEvent) {
    const cell = (event.target as Element).closest<HTMLElement>(CELL);
    if (!cell) return;
    for (const other of list.querySelectorAll(`${CELL}[tabindex="0"]`)) other.setAttribute('tabindex', '-1');
    cell.setAttribute('tabindex', '0');
  }

  list.addEventListener('keydown', keydown);
  list.addEventListener('focusin', focusin);
  return () => {
    list.removeEventListener('keydown', keydown);
    list.removeEventListener('focusin', focusin);
  };
};
