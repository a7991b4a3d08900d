// The problems of all pages of the site, as the core found them in the background.

import * as ipc from '../ipc';
import type { FoundProblems, PageCounts, Problem, Sought } from '../ipc';
import { app } from './app.svelte';
import { total, type Counts } from './counts';
import { asFailure } from './failure';
import { outside } from './outside.svelte';

class SiteWide {
  /** How many each has, by path; null before the first check is done. */
  pages = $state.raw<ReadonlyMap<string, PageCounts> | null>(null);
  checking = $state(false);
  /** What to go to once its page is open. */
  wanted: Problem | null = null;

  counts = $derived(total(this.pages?.values() ?? []));
  /** The paths of pages with problems that are more than hints. */
  troubled: ReadonlySet<string> = $derived(new Set([...(this.pages ?? [])].filter(([, { error, warning }]) => error + warning > 0).map(([path]) => path)));

  #site = '';
  #again = false;

  /** Checks all pages in the background; the open page hears what its neighbours say. */
  async check(site: string): Promise<void> {
    if (site !== this.#site) {
      this.#site = site;
      this.pages = null;
    }
    if (this.checking) {
      this.#again = true;
      return;
    }
    this.checking = true;
    try {
      const pages = await ipc.checkSite();
      if (site === this.#site) this.pages = new Map(pages.map((page) => [page.path, page]));
      await outside.recheck();
    } catch (error) {
      // A site that closes meanwhile needs no word.
      if (app.site && asFailure(error).code !== 'noSite') app.fail(error);
    }
    this.checking = false;
    if (this.#again) {
      this.#again = false;
      await this.check(this.#site);
    }
  }

  of(path: string): Counts | null {
    return this.pages?.get(path) ?? null;
  }

  /** What the last check found, `most` of it. */
  find = (sought: Partial<Sought>, most: number): Promise<FoundProblems> =>
    ipc.findProblems({ level: null, language: null, only: null, except: [], ...sought }, most);

  /** Opens a page at one of its problems. */
  async open(path: string, problem: Problem): Promise<void> {
    this.wanted = problem;
    await app.openPage(path);
  }
}

export const siteWide = new SiteWide();
