// The site's cases as the overview shows them; kept while a page is open, so that coming back finds the same place.
// Names are there at once; pages come in while they are read, and are taken over a few times a second, then less often: the
// more there are, the longer each taking over takes.

import * as ipc from '../ipc';
import type { CasePage, CaseRow, Failure, Found, Hit } from '../ipc';
import { current, t } from '../locales';
import { app } from './app.svelte';
import { line, matching, showing, sorted, type Line, type Show } from './catalogue';
import { asFailure } from './failure';
import { siteWide } from './siteWide.svelte';
import { translated } from './translated.svelte';

/** Milliseconds before what was read is taken over, the first time; twice as long each time after. */
const SOON = 150;

const NO_ANSWER: { filter: string; found: ReadonlySet<string> } = { filter: '', found: new Set() };

class Cases {
  /** By file name; null before the first are there. */
  rows = $state.raw<CaseRow[] | null>(null);
  /** The list page of each language that has one. */
  lists = $state.raw<CasePage[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** Pages are still being read. */
  reading = $state(false);
  filter = $state('');
  show = $state<Show>('all');
  /** What the list shows: the filter that was asked for last, and the paths of the pages whose texts hold its words. */
  answer = $state.raw(NO_ANSWER);
  /** Where they stand in those that are in sight, by path. */
  hits = $state.raw<ReadonlyMap<string, Hit>>(new Map());
  /** What to go to once its page is open. */
  wanted: Hit | null = null;
  /** How far the list was scrolled. */
  scroll = 0;

  #site = '';
  #load = 0;
  #asked = '';
  #asking: Promise<void> | null = null;

  /** The paths of pages with unsaved changes. */
  unsaved = $state.raw<ReadonlySet<string>>(new Set());
  /** The UI's language first, then the site's order. */
  preferred = $derived.by(() => {
    const codes = (app.site?.languages ?? []).map((language) => language.code);
    return [...codes.filter((code) => code.startsWith(current())), ...codes];
  });
  /** A row that stayed the same keeps its line. */
  #lineOf = $derived.by(() => {
    const [known, languages] = [new WeakMap<CaseRow, Line>(), this.preferred];
    return (row: CaseRow): Line => {
      const there = known.get(row) ?? line(row, languages);
      known.set(row, there);
      return there;
    };
  });
  lines = $derived(this.rows?.map(this.#lineOf) ?? []);
  /** All pages, the list pages last. */
  pages = $derived([...(this.rows ?? []).flatMap((row) => row.pages), ...this.lists]);
  /** What each page is called, by path. */
  names = $derived(
    new Map([
      ...(this.rows ?? []).flatMap((row) => row.pages.map((page) => [page.path, page.company || row.slug] as const)),
      ...this.lists.map((page) => [page.path, t('overview.list')] as const),
    ]),
  );
  #inOrder = $derived(sorted(this.lines, app.settings.overviewSort, current()));
  shown = $derived(showing(matching(this.#inOrder, this.answer.filter, this.answer.found), this.show, { unsaved: this.unsaved, problems: siteWide.troubled }));

  /** Reads the list again; what is shown stays until the new one is there. */
  async load(site: string): Promise<void> {
    if (site !== this.#site) {
      this.#site = site;
      this.rows = null;
      this.filter = '';
      this.show = 'all';
      this.answer = NO_ANSWER;
      this.scroll = 0;
    }
    const load = ++this.#load;
    let read = new Map<string, CasePage>();
    let rows: CaseRow[] | null = null;
    let lists: CasePage[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = SOON;
    const take = () => {
      timer = undefined;
      if (load !== this.#load || !rows) return;
      const isFresh = (page: CasePage) => read.has(page.path);
      const fresh = (page: CasePage) => read.get(page.path) ?? page;
      rows = rows.map((row) => (row.pages.some(isFresh) ? { ...row, pages: row.pages.map(fresh) } : row));
      lists = lists.map(fresh);
      read = new Map();
      [this.rows, this.lists] = [rows, lists];
    };
    const found = ({ pages, done, list }: Found) => {
      if (load !== this.#load) return;
      for (const page of pages) read.set(page.path, page);
      if (done) {
        this.reading = false;
        clearTimeout(timer);
        if (list) [rows, lists] = [list.cases, list.lists];
        take();
        void this.#ask(true);
        // Once all is read: nothing waits for the problems.
        void siteWide.check(site);
        void translated.load(site);
      } else if (this.rows === null) take();
      else timer ??= setTimeout(take, (wait *= 2) / 2);
    };
    this.reading = true;
    void this.#askUnsaved(load);
    try {
      const list = await ipc.listCases(found);
      if (load !== this.#load) return;
      // All may have been read, and told with a list of its own, before this answer is here.
      if (!rows) [rows, lists] = [list.cases, list.lists];
      this.failure = null;
      // Names alone are shown only when pages take their time.
      timer ??= setTimeout(take, read.size > 0 ? 0 : SOON);
    } catch (error) {
      if (load !== this.#load) return;
      this.reading = false;
      this.failure = asFailure(error);
    }
  }

  async #askUnsaved(load: number): Promise<void> {
    const unsaved = await ipc.listUnsaved().catch(() => []);
    if (load === this.#load) this.unsaved = new Set(unsaved);
  }

  /** Looks for other words. The list changes once, when all is known. */
  search(filter: string): void {
    this.filter = filter;
    if (!filter.trim()) this.answer = NO_ANSWER;
    void this.#ask(false);
  }

  /** Until the list shows what the filter asks for. */
  async answered(): Promise<void> {
    while (this.#asking) await this.#asking;
  }

  /** Pages that were found are in sight: where in them is told soon. */
  async lookAt(paths: string[]): Promise<void> {
    const { answer } = this;
    const unknown = paths.filter((path) => !this.hits.has(path));
    if (unknown.length === 0) return;
    const hits = await ipc.hits(answer.filter, unknown).catch(() => []);
    if (answer === this.answer) this.hits = new Map([...this.hits, ...hits.map((hit) => [hit.path, hit] as const)]);
  }

  /** One question at a time; what was typed meanwhile is asked next. */
  async #ask(again: boolean): Promise<void> {
    const query = this.filter.trim();
    if (this.#asking || (query === this.#asked && !again)) return;
    this.#asked = query;
    this.#asking = this.#find(query);
    await this.#asking;
    this.#asking = null;
    if (this.filter.trim() !== query) void this.#ask(false);
  }

  async #find(query: string): Promise<void> {
    const found = query ? await ipc.searchCases(query).catch((error) => (app.fail(error), [])) : [];
    // An answer to an older question is better than none, and the next one is under way.
    this.answer = this.filter.trim() ? { filter: query, found: new Set(found) } : NO_ANSWER;
    this.hits = new Map();
  }
}

export const cases = new Cases();
