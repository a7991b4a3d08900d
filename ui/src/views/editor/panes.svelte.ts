// Which panes are folded away: as the person left them, else by the window's width (the outline goes first).

import { innerWidth } from 'svelte/reactivity/window';

import { app } from '../../state/app.svelte';

const narrow = () => (innerWidth.current ?? 1920) <= 1280;

export const outlineFolded = (): boolean => app.settings.folded[narrow() ? 'outlineNarrow' : 'outline'] ?? narrow();
export const pageFolded = (): boolean => app.settings.folded['page'] ?? false;

export function foldOutline(folded: boolean): void {
  app.keep({ folded: { ...app.settings.folded, [narrow() ? 'outlineNarrow' : 'outline']: folded } });
}

export function foldPage(folded: boolean): void {
  app.keep({ folded: { ...app.settings.folded, page: folded } });
}
