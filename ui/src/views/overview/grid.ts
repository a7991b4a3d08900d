// Arrow keys in a long list of rows with several buttons each: one tab stop for all of it, only rows in sight in the DOM.

import type { Attachment } from 'svelte/attachments';

const ROW = '[role="row"]';
const CELL = 'button[data-column]';

/**
 * Arrow keys, Home, End and Page keys go from `button[data-column]` to `button[data-column]` within
 * `[role="row"][data-index]`s. `reveal` scrolls a row into sight and gives it once it is in the DOM; none past the ends.
 */
export const grid =
  (reveal: (index: number) => Promise<HTMLElement | null>): Attachment<HTMLElement> =>
  (list) => {
    let stop: Element | undefined;

    function stopAt(cell: Element | null) {
      stop?.setAttribute('tabindex', '-1');
      stop = cell ?? undefined;
      stop?.setAttribute('tabindex', '0');
    }

    const cells = (row: Element) => [...row.querySelectorAll<HTMLElement>(CELL)];

    async function toRow(index: number, column: string | undefined) {
      const row = await reveal(index);
      const all = row ? cells(row) : [];
      (all.find((cell) => cell.dataset.column === column) ?? all[0])?.focus({ preventScroll: true });
    }

    function keydown(event: KeyboardEvent) {
      const cell = (event.target as Element).closest<HTMLElement>(CELL);
      const row = cell?.closest<HTMLElement>(ROW);
      if (!cell || !row || event.ctrlKey || event.metaKey || event.altKey) return;
      const index = Number(row.dataset.index);
      const beside = cells(row);
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
      if (event.key === 'ArrowRight') beside[beside.indexOf(cell) + 1]?.focus();
      else if (event.key === 'ArrowLeft') beside[beside.indexOf(cell) - 1]?.focus();
      // Above the first row is what the list's owner has there.
      else if (step === undefined || (step === -1 && index === 0)) return;
      else void toRow(index + step, cell.dataset.column);
      event.preventDefault();
      event.stopPropagation();
    }

    const focusin = (event: FocusEvent) => stopAt((event.target as Element).closest(CELL));

    // Rows come and go: one of those that are there is the tab stop.
    const ensure = () => !stop?.isConnected && stopAt(list.querySelector(CELL));
    const watch = new MutationObserver(ensure);
    watch.observe(list, { childList: true });
    ensure();

    list.addEventListener('keydown', keydown);
    list.addEventListener('focusin', focusin);
    return () => {
      watch.disconnect();
      list.removeEventListener('keydown', keydown);
      list.removeEventListener('focusin', focusin);
    };
  };
