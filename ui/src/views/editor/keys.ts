// What keys do wherever a page is edited, in its form and on the bench.

import type { Editing } from '../../state/editing.svelte';

/** Undo and redo bring the focus to what they changed. */
export const historyKeys = (edit: Editing) => ({ 'Mod+Z': edit.undo, 'Mod+Shift+Z': edit.redo, 'Mod+Y': edit.redo });
