// Finding words in all pages and putting others in their place: what is looked for, what was found, what is chosen.

import { SvelteSet } from 'svelte/reactivity';

import * as ipc from '../ipc';
import type { FoundAll, FoundPlace, Wanted } from '../ipc';
import { languageName, t } from '../locales';
import { toast } from '../shared/toast.svelte';
import { app } from './app.svelte';
import { cases } from './cases.svelte';
import { deeds } from './deeds.svelte';
import { opened } from './document.svelte';
import { asFailure } from './failure';

/** A line of the list: a page, or a place in it. */
export type FoundLine = { key: string; path: string; place: FoundPlace | null };

const PAUSE = 250;

class Replacing {
  shown = $state(false);
  find = $state('');
  by = $state('');
  capitals = $state(false);
  words = $state(false);
  /** What was found, and for what. */
  found = $state.raw<{ all: FoundAll; wanted: Wanted } | null>(null);
  busy = $state(false);
  /** Places that are to stay as they are, by `path#number`. */
  readonly kept = new SvelteSet<string>();

  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly lines = $derived<FoundLine[]>(
    (this.found?.all.pages ?? []).flatMap(({ path, places }) => [
      { key: path, path, place: null },
      ...places.map((place) => ({ key: keyOf(path, place.number), path, place })),
    ]),
  );
  readonly places = $derived(this.lines.filter((line) => line.place).length);
  readonly chosen = $derived(this.places - this.lines.filter((line) => line.place && this.kept.has(line.key)).length);

  /** Above the overview: an open page is left first, as if by hand. */
  async open(): Promise<void> {
    if (!app.site || app.leaving) return;
    if (opened.current) await app.openOverview();
    if (opened.current) return;
    if (cases.filter.trim()) this.find = cases.filter.trim();
    this.shown = true;
    if (this.find) this.look(0);
  }

  close(): void {
    this.shown = false;
    this.found = null;
    this.#asked++;
    clearTimeout(this.#timer);
  }

  /** Looks for it once the hands rest. */
  look(pause = PAUSE): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked;
    const wanted = { find: this.find, capitals: this.capitals, words: this.words };
    this.busy = true;
    try {
      const all = await ipc.findAll(wanted);
      if (asked !== this.#asked) return;
      this.kept.clear();
      this.found = wanted.find ? { all, wanted } : null;
    } catch (error) {
      if (asked === this.#asked) app.fail(error);
    }
    if (asked === this.#asked) this.busy = false;
  }

  /** Whether all (true), none (false) or some (null) of a page's places are chosen. */
  state(path: string): boolean | null {
    const places = this.#placesOf(path);
    const kept = places.filter((place) => this.kept.has(keyOf(path, place.number))).length;
    return kept === 0 ? true : kept === places.length ? false : null;
  }

  choose(line: FoundLine, on: boolean): void {
    const places = line.place ? [line.place] : this.#placesOf(line.path);
    for (const place of places) {
      if (on) this.kept.delete(keyOf(line.path, place.number));
      else this.kept.add(keyOf(line.path, place.number));
    }
  }

  /** Replaces what is chosen, wherever that can be; resolves when it is told. */
  async replace(): Promise<void> {
    if (!this.found || this.busy || this.chosen === 0) return;
    const { all, wanted } = this.found;
    const chosen = Object.fromEntries(
      all.pages.map(({ path, places }) => [path, places.map((place) => place.number).filter((number) => !this.kept.has(keyOf(path, number)))]),
    );
    this.busy = true;
    try {
      const { places, left } = await ipc.replaceAll(wanted, this.by, chosen);
      this.close();
      if (left.length > 0) toast(t('replace.left', { n: left.length, pages: left.map((path) => this.#nameOf(path)).join(t('replace.and')) }), { kind: 'failed' });
      if (places > 0) deeds.tell(t('replace.done', { n: places }));
      if (app.site) await cases.load(app.site.root);
    } catch (error) {
      const { code, params } = asFailure(error);
      if (code === 'unsaved' && params.path) {
        toast(t('replace.unsaved', { page: this.#nameOf(params.path) }), { kind: 'failed' });
      } else {
        app.fail(error);
      }
      // Somebody may have changed a page meanwhile: what stands there now is looked at anew.
      this.look(0);
    }
    this.busy = false;
  }

  /** A page as the overview has it: by its case and language. */
  #nameOf(path: string): string {
    const page = cases.pages.find((page) => page.path === path);
    return page ? t('replace.page', { name: cases.names.get(path) ?? path, language: languageName(page.language) }) : path;
  }

  #placesOf(path: string): FoundPlace[] {
    return this.found?.all.pages.find((page) => page.path === path)?.places ?? [];
  }
}

const keyOf = (path: string, number: number): string => `${path}#${number}`;

export const replacing = new Replacing();
