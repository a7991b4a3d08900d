// Deeds on whole cases: what is asked about, what is done, and the way back.

import * as ipc from '../ipc';
import type { CaseDeed, CasePage } from '../ipc';
import { current, t } from '../locales';
import { dismiss, toast } from '../shared/toast.svelte';
import { app } from './app.svelte';
import { cases } from './cases.svelte';
import { opened } from './document.svelte';

/** A case as a deed names it. */
export type OneCase = { slug: string; name: string; pages: CasePage[]; byHand: string[]; face: CasePage | undefined };

/** A dialog about a deed. */
export type Asked =
  | { deed: 'create' }
  | { deed: 'translate'; path: string; language: string; name: string }
  | { deed: 'pair'; page: CasePage; name: string }
  | { deed: 'duplicate' | 'rename' | 'delete'; of: OneCase };

class Deeds {
  /** What is being asked; one dialog at a time. */
  asked = $state.raw<Asked | null>(null);
  /** The message with the way back of the latest deed. */
  #told: number | null = null;

  /** The dialog for a new case, above the overview: an open page is left first, as if by hand. */
  async create(): Promise<void> {
    if (!app.site || app.leaving) return;
    if (opened.current) await app.openOverview();
    if (!opened.current) this.asked = { deed: 'create' };
  }

  /** The dialog for a page in another language, above the overview as well. */
  async translate(path: string, language: string, name: string): Promise<void> {
    if (!app.site || app.leaving) return;
    if (opened.current) await app.openOverview();
    if (!opened.current) this.asked = { deed: 'translate', path, language, name };
  }

  /** Does it and says so, with a way back. Rejects with a failure when nothing was done. */
  async do(deed: CaseDeed, name: string): Promise<void> {
    const done = await ipc.doCase(deed);
    this.asked = null;
    const kind = deed.deed === 'pair' && deed.with === null ? 'unpair' : deed.deed;
    this.tell(t(`cases.done.${kind}`, { name }));
    if (app.site) await cases.load(app.site.root);
    if (deed.deed === 'translate' && done.opens) return void (await app.openBench(done.opens, deed.path));
    if (deed.deed !== 'create') return;
    const made = done.files.filter((file) => file.what === 'made').map((file) => file.path);
    const own = app.site?.languages.find((language) => language.code.startsWith(current()));
    const path = made.find((file) => own && file.startsWith(`${own.folder}/`)) ?? done.opens;
    if (path) await app.openPage(path);
  }

  /** Tells of a deed that was done, with the way back: until it is taken back, or another one is the latest. */
  tell(text: string, undo: () => unknown = () => this.undo()): void {
    this.#hush();
    this.#told = toast(text, { action: { label: t('compare.undo'), run: () => void undo() } });
  }

  /** Takes the latest deed back. */
  async undo(): Promise<void> {
    if (opened.current) await app.openOverview();
    if (opened.current || !app.site) return;
    this.#hush();
    try {
      if (await ipc.undoCase()) toast(t('cases.undone'));
    } catch (error) {
      app.fail(error);
    }
    await cases.load(app.site.root);
  }

  #hush(): void {
    if (this.#told !== null) dismiss(this.#told);
    this.#told = null;
  }
}

export const deeds = new Deeds();
