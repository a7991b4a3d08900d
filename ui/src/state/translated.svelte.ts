// How far the translations of the site are, as the core found them in the background.

import * as ipc from '../ipc';
import type { Counts, PageStatus, SiteStatus } from '../ipc';
import { app } from './app.svelte';
import { asFailure } from './failure';

class Translated {
  /** Null before it was first asked for, and where there is nothing to translate. */
  status = $state.raw<SiteStatus | null>(null);

  #site = '';
  #asking = false;
  #again = false;

  #byPath = $derived(new Map(this.status?.pages.flatMap((page) => (page.path ? [[page.path, page] as const] : [])) ?? []));

  async load(site: string): Promise<void> {
    if (site !== this.#site) {
      this.#site = site;
      this.status = null;
    }
    if ((app.site?.languages.length ?? 0) < 2) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    try {
      const status = await ipc.translationStatus();
      if (site === this.#site) this.status = status;
    } catch (error) {
      if (app.site && asFailure(error).code !== 'noSite') app.fail(error);
    }
    this.#asking = false;
    if (this.#again) {
      this.#again = false;
      await this.load(this.#site);
    }
  }

  /** A page's counts; none for pages that others are translated from. */
  of(path: string): Counts | null {
    return this.#byPath.get(path)?.counts ?? null;
  }

  /** The language that most pages of a language are translated from. */
  sourceOf(language: string): string {
    const counts = new Map<string, number>();
    for (const page of this.status?.pages ?? []) if (page.language === language) counts.set(page.from, (counts.get(page.from) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  }

  /** Pages that checks tell something of. */
  told = $derived((this.status?.pages ?? []).flatMap(({ path, counts }) => (path && counts?.findings ? [{ path, findings: counts.findings }] : [])));

  /** The page of this language that waits for a translator, from the one of this source on; round at the end. */
  next(language: string, source: string): PageStatus | null {
    const pages = (this.status?.pages ?? []).filter((page) => page.language === language);
    const here = pages.findIndex((page) => page.source === source);
    const others = [...pages.slice(here + 1), ...pages.slice(0, Math.max(0, here))];
    return others.find(({ counts }) => counts && counts.done < counts.total) ?? null;
  }

  /** How much checks tell of a page's texts. */
  findings(path: string): number {
    return this.of(path)?.findings ?? 0;
  }
}

export const translated = new Translated();

/** Never 100 while anything is to do. */
export const percent = (counts: Counts): number => (counts.total === 0 ? 100 : Math.floor((counts.done / counts.total) * 100));
