// What is open and how it is shown: settings, theme, language, the site, and the way from view to view.

import * as ipc from '../ipc';
import type { Failure, Settings, SiteView, With } from '../ipc';
import { choose, fromSystem, languageName, t, words } from '../locales';
import { dismiss, toast } from '../shared/toast.svelte';
import { bench, BenchState, notesOf } from './bench.svelte';
import { opened, openDocument } from './document.svelte';
import { asFailure } from './failure';
import { outside } from './outside.svelte';

export type Leaving = 'save' | 'later' | 'discard' | 'stay';

class App {
  /** The core has answered; before that nothing is shown. */
  ready = $state(false);
  version = $state('');
  settings = $state<Settings>({
    language: 'system',
    theme: 'system',
    recent: [],
    panes: {},
    folded: {},
    previewWidth: 'desktop',
    overviewView: 'list',
    overviewSort: 'file',
    lastPage: {},
  });
  site = $state<SiteView | null>(null);
  /** Why the last try to open a site failed; shown on the start screen. */
  refused = $state<Failure | null>(null);
  /** A page on its way: the editor stays in place until the next page is there. */
  opening = $state<string | null>(null);
  /** The question about unsaved work, while it waits for an answer. */
  leaving = $state<((answer: Leaving) => void) | null>(null);
  /** The page that was open before the overview; there the focus goes back to. */
  lastPage: string | null = null;
  settingsShown = $state(false);
  /** What the open page is being compared with. */
  differenceShown = $state<With | null>(null);
  /** The open page's earlier versions are in sight. */
  versionsShown = $state(false);

  #systemLanguage = 'en';
  #changed = false;
  #keeping: Promise<void> | null = null;
  /** The message that drafts cannot be written. */
  #trouble: number | null = null;

  get route(): 'start' | 'overview' | 'editor' | 'bench' {
    if (!this.site) return 'start';
    if (bench.shown && bench.current && bench.current.document === opened.current) return 'bench';
    return opened.current ? 'editor' : 'overview';
  }

  /** A language as the site calls it, or else as people do. */
  languageName = (code: string): string => this.site?.languages.find((language) => language.code === code)?.name || languageName(code);

  async start(): Promise<void> {
    try {
      const start = await ipc.start();
      this.version = start.version;
      this.#systemLanguage = start.systemLanguage;
      this.settings = start.settings;
      this.refused = start.failure;
      this.#show();
      if (start.site && start.page) await openDocument(start.page).catch((error) => this.fail(error));
      // It may have been open already, and its file another one since; so may that of a draft that came back.
      if (opened.current) void outside.meet();
      this.site = start.site;
      this.#notice(start.site);
    } catch (error) {
      this.refused = asFailure(error);
    }
    this.ready = true;
  }

  /** Changes settings: seen at once, and written down; what changes while that is done is written down after it. */
  keep(part: Partial<Settings>): void {
    Object.assign(this.settings, part);
    if (part.language || part.theme) this.#show();
    this.#changed = true;
    this.#keeping ??= this.#write();
  }

  async #write(): Promise<void> {
    while (this.#changed) {
      this.#changed = false;
      await ipc.keepSettings($state.snapshot(this.settings)).catch((error) => this.fail(error));
    }
    this.#keeping = null;
  }

  /** A site from the system's folder dialog, a path, or the sample. */
  async openSite(from: () => Promise<SiteView | null>): Promise<void> {
    if (!(await this.mayLeave())) return;
    this.refused = null;
    try {
      const site = await from();
      if (!site) return;
      await this.#drop();
      this.site = site;
      this.#notice(site);
      // The core has put it first among the recent ones.
      this.settings.recent = (await ipc.start()).settings.recent;
    } catch (error) {
      if (this.site) this.fail(error);
      else this.refused = asFailure(error);
    }
  }

  /** The app was started once more: what was asked for opens here. */
  async asked(site: string | null, page: string | null): Promise<void> {
    if (site) await this.openSite(() => ipc.openSite(site));
    if (page && this.site) await this.openPage(page);
  }

  async closeSite(): Promise<void> {
    if (!(await this.mayLeave())) return;
    await this.#drop();
    await ipc.closeSite().catch((error) => this.fail(error));
    this.site = null;
  }

  async openPage(path: string): Promise<void> {
    if (this.opening || opened.current?.path === path) return;
    if (!(await this.mayLeave())) return;
    const before = opened.current;
    this.opening = path;
    try {
      const page = await openDocument(path);
      this.#dropBench();
      outside.forget();
      // The file of what came back may be another by now.
      if (page.returned) void outside.meet();
      await before?.close();
    } catch (error) {
      this.fail(error);
    }
    this.opening = null;
  }

  /** Opens a page for translating, beside the page that it is translated from, or beside this one. Whether there are two. */
  async openBench(path: string, from: string | null = null): Promise<boolean> {
    try {
      const pages = await ipc.benchPages(path);
      const target = from ? path : pages.target;
      const source = from ?? pages.source;
      if (!target || !source) return false;
      if (opened.current?.path !== target) await this.openPage(target);
      const page = opened.current;
      if (page?.path !== target) return true;
      if (page.view.as !== 'form') return true;
      await page.settled();
      this.differenceShown = null;
      bench.shown = true;
      if (bench.current?.document === page && bench.current.source.path === source) return true;
      if (notesOf(page) > 0 && !(await this.save())) return true;
      const { source: shown, view } = await ipc.openBench(page.id, source);
      bench.current?.leave();
      bench.current = new BenchState(page, pages.versions, { source: shown, view });
    } catch (error) {
      this.fail(error);
    }
    return true;
  }

  /** Back to the form of the page. What was said of texts is saved with it. */
  closeBench(): void {
    bench.current?.hush();
    bench.shown = false;
  }

  #dropBench(): void {
    bench.current?.close();
    bench.current = null;
    bench.shown = false;
  }

  async openOverview(): Promise<void> {
    if (await this.mayLeave()) await this.#drop();
  }

  /** Writes the open page. A file that others changed meanwhile is brought together with it first, or it is not written. */
  async save(): Promise<boolean> {
    const page = opened.current;
    if (!page) return true;
    try {
      let saved = await page.save();
      if (saved.kind === 'conflict' && (await outside.meet())) saved = await page.save();
      if (saved.kind === 'saved') outside.forget();
      else outside.insist();
      if (saved.kind === 'saved' && bench.current?.document === page) await bench.current.save();
      return saved.kind === 'saved';
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** Whether the open page may be left: it is saved, or the person said so. */
  async mayLeave(): Promise<boolean> {
    const page = opened.current;
    if (!page) return true;
    if (this.leaving) return false;
    await page.settled();
    // The last copy of a file that is gone is here.
    const gone = outside.trouble?.is === 'gone';
    if (!page.status.dirty && notesOf(page) === 0 && !gone) return true;
    // What another window has open stays there.
    if (await ipc.isShared(page.id).catch(() => false)) return true;
    await ipc.keepDrafts().catch(() => {});
    const answer = await new Promise<Leaving>((resolve) => (this.leaving = resolve));
    this.leaving = null;
    if (answer === 'save') return gone ? outside.keepMine() : this.save();
    // What cannot be dropped now comes back, and can be dropped then.
    if (answer === 'discard') await page.forget().catch(() => {});
    return answer !== 'stay';
  }

  async closeWindow(): Promise<void> {
    if (!(await this.mayLeave())) return;
    await this.#keeping;
    await ipc.closeWindow();
  }

  /** Another window on the site: on a page of it, or on its cases. */
  openWindow(page: string | null = null): void {
    void ipc.openWindow(page).catch((error) => this.fail(error));
  }

  /** Another window changed settings; how this one is laid out is its own. */
  take(settings: Settings): void {
    const { panes, folded, previewWidth, overviewView, overviewSort } = this.settings;
    this.settings = { ...settings, panes, folded, previewWidth, overviewView, overviewSort };
    this.#show();
  }

  /** Another window went to another site, or closed this one: this one goes along. */
  async siteChanged(): Promise<void> {
    this.#forgetPage();
    this.lastPage = null;
    await this.start();
  }

  /** Another window did something to the open page's file as a whole. */
  pageClosed(doc: number): void {
    if (opened.current?.id !== doc) return;
    this.#forgetPage();
    toast(t('windows.closed'));
  }

  /** Pictures from other servers were allowed or forbidden in another window. */
  async reload(): Promise<void> {
    await opened.current?.settled();
    await this.#keeping;
    location.reload();
  }

  /** Remote pictures change the window's security policy, which only a new load takes over. Open pages live in the core. */
  async allowRemotePictures(on: boolean): Promise<void> {
    try {
      await opened.current?.settled();
      await ipc.allowRemotePictures(on);
      await this.reload();
    } catch (error) {
      this.fail(error);
    }
  }

  /** What is typed cannot be kept safe, or can again. */
  draftTrouble(why: Failure | null): void {
    if (this.#trouble !== null) dismiss(this.#trouble);
    this.#trouble = why && toast(words('failure', why), { kind: 'failed' });
  }

  /** Tells of a failure that has no place of its own. */
  fail(error: unknown): void {
    toast(words('failure', asFailure(error)), { kind: 'failed' });
  }

  /** The last run did not come to the end of something: what became of it. */
  #notice(site: SiteView | null): void {
    if (site?.notice) toast(words('failure', site.notice), { kind: 'failed' });
  }

  async #drop(): Promise<void> {
    const page = opened.current;
    this.#forgetPage();
    await page?.close();
  }

  #forgetPage(): void {
    outside.forget();
    this.differenceShown = null;
    this.versionsShown = false;
    this.lastPage = opened.current?.path ?? null;
    this.#dropBench();
    opened.current = null;
  }

  #show(): void {
    const { language, theme } = this.settings;
    choose(language === 'system' ? fromSystem(this.#systemLanguage) : language);
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // Only costs a flash at the next start.
    }
  }
}

export const app = new App();
