// The form's one menu: 2,000 blocks have thousands of buttons that open one, and never two at a time.

import type { MenuItem } from '../../shared/Menu.svelte';

class OneMenu {
  open = $state(false);
  anchor = $state.raw<HTMLElement | null>(null);
  items = $state.raw<MenuItem[]>([]);

  show(anchor: HTMLElement, items: MenuItem[]): void {
    this.anchor?.setAttribute('aria-expanded', 'false');
    anchor.setAttribute('aria-expanded', 'true');
    this.anchor = anchor;
    this.items = items;
    this.open = true;
  }

  closed = (event: Event): void => {
    event.preventDefault();
    this.anchor?.setAttribute('aria-expanded', 'false');
    // A deed that was chosen takes the focus on by itself, later.
    if (this.anchor?.isConnected) this.anchor.focus({ preventScroll: true });
  };
}

export const menu = new OneMenu();
