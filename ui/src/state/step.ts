// A step of a page that is told, with the way back.

import { t } from '../locales';
import { dismiss, toast } from '../shared/toast.svelte';
import type { OpenDocument } from './document.svelte';

/** Tells of the page's latest step: until it is taken back, or another one is the latest. */
export function tellStep(page: OpenDocument, text: string, undo: () => unknown = () => page.undo()): void {
  const { revision } = page.status;
  const shown = toast(text, { action: { label: t('editor.undo'), run: () => void undo() } });
  const off = page.watch(() => {
    if (page.status.revision === revision) return;
    off();
    dismiss(shown);
  });
}
