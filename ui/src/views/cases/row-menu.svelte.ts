// One menu for all rows of the overview: the row it is about, and where it opens.

import type { Attachment } from 'svelte/attachments';

import type { OneCase } from '../../state/deeds.svelte';

export type Anchor = HTMLElement | { getBoundingClientRect: () => DOMRect };

class RowMenu {
  of = $state.raw<OneCase | null>(null);
  anchor = $state.raw<Anchor | null>(null);
  open = $state(false);
  /** Where the focus goes back to. */
  from: HTMLElement | null = null;

  /** At a button, or where the mouse is. */
  show(of: OneCase, from: HTMLElement, at?: MouseEvent): void {
    this.of = of;
    this.from = from;
    // The keyboard's request has no place of its own.
    this.anchor = at && (at.clientX || at.clientY) ? { getBoundingClientRect: () => new DOMRect(at.clientX, at.clientY, 0, 0) } : from;
    this.open = true;
  }
}

export const rowMenu = new RowMenu();

/** Right click, Shift+F10 and the menu key on a row: its menu. The list page, which has no name, has none. */
export const hasMenu =
  (of: OneCase): Attachment<HTMLElement> =>
  (row) => {
    if (!of.slug) return;
    const show = (event: MouseEvent | KeyboardEvent) => {
      const key = event instanceof KeyboardEvent;
      if (key && event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
      event.preventDefault();
      rowMenu.show(of, event.target as HTMLElement, key ? undefined : event);
    };
    row.addEventListener('contextmenu', show);
    row.addEventListener('keydown', show);
    return () => {
      row.removeEventListener('contextmenu', show);
      row.removeEventListener('keydown', show);
    };
  };
