// The site's cases as the overview shows them; kept while a page is open, so that coming back finds the same place.
// Names are there at once; pages come in while they are read, and are taken over a few times a second.

import * as ipc from '../ipc';
import type { CasePage, CaseList, CaseRow, Failure, Found, Hit } from '../ipc';
import { app } from './app.svelte';
import { listed, matching, showing, type Listed, type Show } from './catalogue';
import { asFailure } from './failure';
import { siteWide } from './siteWide.svelte';

/** Milliseconds between two takings over of what was read. */
const OFTEN = 150;

class Cases {
  /** By file name; null before the first are there. */
  rows = $state.raw<Listed[] | null>(null);
  /** The list page of each language that has one. */
  lists = $state.raw<CasePage[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** Pages are still being read. */
  reading = $state(false);
  filter = $state('');
  show = $state<Show>('all');
  /** Where the filter's words stand in pages' texts, by path. */
  hits = $state.raw<ReadonlyMap<string, Hit>>(new Map());
  /** What to go to once its page is open. */
  wanted: Hit | null = null;
  /** How far the list was scrolled. */
  scroll = 0;

  #site = '';
  #load = 0;
  #asked = '';
  #asking = false;

  shown = $derived(this.rows && showing(matching(this.rows, this.filter, this.hits), this.show));

  /** Reads the list again; what is shown stays until the new one is there. */
  async load(site: string): Promise<void> {
    if (site !== this.#site) {
      this.#site = site;
      this.rows = null;
      this.filter = '';
      this.show = 'all';
      this.hits = new Map();
      this.scroll = 0;
    }
    const load = ++this.#load;
    const read = new Map<string, CasePage>();
    let list: CaseList | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      if (load !== this.#load || !list) return;
      const fresh = (page: CasePage) => read.get(page.path) ?? page;
      this.rows = list.cases.map((row: CaseRow) => listed({ slug: row.slug, pages: row.pages.map(fresh) }));
      this.lists = list.lists.map(fresh);
    };
    const found = ({ pages, done }: Found) => {
      if (load !== this.#load) return;
      for (const page of pages) read.set(page.path, page);
      if (done) {
        this.reading = false;
        clearTimeout(timer);
        take();
        void this.#ask(true);
        // Once all is read: nothing waits for the problems.
        void siteWide.check(site);
      } else if (this.rows === null) take();
      else timer ??= setTimeout(take, OFTEN);
    };
    this.reading = true;
    try {
      list = await ipc.listCases(found);
      if (load !== this.#load) return;
      this.failure = null;
      // Names alone are shown only when pages take their time.
      timer ??= setTimeout(take, read.size > 0 ? 0 : OFTEN);
    } catch (error) {
      if (load !== this.#load) return;
      this.reading = false;
      this.failure = asFailure(error);
    }
  }

  /** Looks for other words. */
  search(filter: string): void {
    this.filter = filter;
    if (!filter.trim()) this.hits = new Map();
    void this.#ask(false);
  }

  /** One question at a time; what was typed meanwhile is asked next. */
  async #ask(again: boolean): Promise<void> {
    const query = this.filter.trim();
    if (this.#asking || (query === this.#asked && !again)) return;
    this.#asking = true;
    this.#asked = query;
    try {
      const hits = query ? await ipc.searchCases(query) : [];
      // Half an answer is better than that to an older question, and the next one is under way.
      this.hits = new Map(this.filter.trim() ? hits.map((hit) => [hit.path, hit]) : []);
    } catch (error) {
      app.fail(error);
    }
    this.#asking = false;
    if (this.filter.trim() !== query) void this.#ask(false);
  }
}

export const cases = new Cases();
