// Texts on their way to an agency and back: what is sent, what came back, what of it is left out.

import { SvelteSet } from 'svelte/reactivity';

import * as ipc from '../ipc';
import type { CameBack, ExchangeProgress, Format, PlannedChange, Told } from '../ipc';
import { t } from '../locales';
import { toast } from '../shared/toast.svelte';
import { app } from './app.svelte';
import { bench } from './bench.svelte';
import { cases } from './cases.svelte';
import { deeds } from './deeds.svelte';
import { opened } from './document.svelte';
import { asFailure } from './failure';
import { translated } from './translated.svelte';

/** A line of what came back: a page, something that is told, or a text that would change. */
export type BackLine =
  | { kind: 'page'; key: string; path: string; texts: number; unchanged: number; untranslated: number }
  | { kind: 'told'; key: string; told: Told }
  | { kind: 'change'; key: string; path: string; change: PlannedChange };

class Agency {
  /** The dialog for sending, for these pages (by any of their paths) or for all. */
  sending = $state.raw<{ chosen: string[] | null } | null>(null);
  /** What came back and is looked at. */
  cameBack = $state.raw<CameBack | null>(null);
  /** Work that takes a while. */
  progress = $state.raw<ExchangeProgress | null>(null);
  busy = $state(false);
  /** The same in words; before it is known how much there is, a file is being read. */
  readonly underway = $derived(!this.progress ? '' : this.progress.all === 0 ? t('agency.reading') : t('agency.progress', { done: this.progress.done, all: this.progress.all }));
  /** Texts that stay as they are, by `path#unit`. */
  readonly leftOut = new SvelteSet<string>();

  /** Counts what was begun: the latest is the one that is wanted. */
  #nth = 0;
  /** The page that was on the bench: one goes back there. */
  #back: string | null = null;

  readonly lines = $derived<BackLine[]>([
    ...(this.cameBack?.told ?? []).map((told, at) => ({ kind: 'told' as const, key: `told#${at}`, told })),
    ...(this.cameBack?.pages ?? []).flatMap(({ path, plan }): BackLine[] => [
      { kind: 'page', key: path, path, texts: plan.changes.length, unchanged: plan.unchanged, untranslated: plan.untranslated },
      ...plan.told.map((told, at) => ({ kind: 'told' as const, key: `${path}#told#${at}`, told })),
      ...plan.changes.map((change) => ({ kind: 'change' as const, key: keyOf(path, change.unit), path, change })),
    ]),
  ]);
  readonly changes = $derived(this.lines.filter((line) => line.kind === 'change').length);
  readonly chosen = $derived(this.lines.filter((line) => line.kind === 'change' && !this.leftOut.has(line.key)).length);

  /** An open page is left first, as if by hand. */
  async #leave(): Promise<boolean> {
    if (!app.site || app.leaving) return false;
    this.#back = opened.current && bench.shown ? opened.current.path : null;
    if (opened.current) await app.openOverview();
    return !opened.current;
  }

  async send(chosen: string[] | null): Promise<void> {
    if (!(await this.#leave()) || !app.site) return;
    this.sending = { chosen };
    if (!translated.status) await translated.load(app.site.root);
  }

  /** Gathers the texts, then asks for the file. */
  async write(from: string, to: string, pages: string[], format: Format): Promise<void> {
    const words = {
      headings: (['page', 'id', 'place', 'source', 'translation', 'state', 'before', 'comment'] as const).map((heading) => t(`table.${heading}`)),
      states: Object.fromEntries((['missing', 'stale', 'same', 'review', 'done'] as const).map((state) => [state, t(`bench.state.${state}`)])),
    };
    await this.#work(async (tell) => {
      const gathered = await ipc.gatherTexts({ from, to, pages, format, words }, tell);
      if (!this.sending) return;
      const name = pages.length === 1 ? pages[0]!.replace(/^.*\/|\.md$/g, '') : 'cases';
      const ending = { xliff12: 'xlf', xliff21: 'xlf', table: 'csv', tmx: 'tmx' }[format];
      const file = await ipc.writeGathered(`${name}-${to}.${ending}`, t('agency.save'));
      if (!file) return;
      this.busy = false;
      this.close();
      toast(format === 'tmx' ? t('agency.written', { file }) : t('agency.sent', { file, n: gathered.texts, pages: gathered.pages }));
      if (gathered.unread.length > 0) toast(t('agency.unread', { files: gathered.unread.join(', ') }), { kind: 'failed' });
    });
  }

  /** Asks for the file that came back, and shows what it would change. */
  async bringBack(): Promise<void> {
    if (!(await this.#leave())) return;
    await this.look(null);
  }

  async look(into: string | null): Promise<void> {
    await this.#work(async (tell) => {
      const cameBack = await ipc.lookAtReturned(into, t('agency.pick'), tell);
      this.leftOut.clear();
      this.cameBack = cameBack;
      if (!cameBack) await this.#return();
    });
  }

  /** Whether all (true), none (false) or some (null) of a line's texts are taken in. */
  state(line: BackLine): boolean | null {
    if (line.kind === 'change') return !this.leftOut.has(line.key);
    const keys = this.#keys(line);
    const left = keys.filter((key) => this.leftOut.has(key)).length;
    return left === 0 ? true : left === keys.length ? false : null;
  }

  choose(line: BackLine, on: boolean): void {
    for (const key of this.#keys(line)) {
      if (on) this.leftOut.delete(key);
      else this.leftOut.add(key);
    }
  }

  #keys(line: BackLine): string[] {
    if (line.kind === 'change') return [line.key];
    if (line.kind === 'told') return [];
    return this.lines.flatMap((other) => (other.kind === 'change' && other.path === line.path ? [other.key] : []));
  }

  /** Takes in what is chosen, in all pages or in none: one step back. */
  async take(): Promise<void> {
    const { cameBack } = this;
    if (!cameBack) return;
    const leftOut = Object.fromEntries(
      cameBack.pages.map(({ path, plan }) => [path, plan.changes.map(({ unit }) => unit).filter((unit) => this.leftOut.has(keyOf(path, unit)))]),
    );
    const count = this.chosen;
    await this.#work(async () => {
      try {
        await ipc.takeIn(leftOut);
      } catch (error) {
        this.cameBack = null;
        throw error;
      }
      this.cameBack = null;
      const done = cameBack.pairs === null ? t('agency.taken', { n: count }) : t('agency.remembered', { n: cameBack.pairs });
      deeds.tell(done, () => this.#undo());
      if (app.site) await Promise.all([cases.load(app.site.root), translated.load(app.site.root)]);
      await this.#return();
    });
  }

  async #undo(): Promise<void> {
    await deeds.undo();
    if (app.site) await translated.load(app.site.root);
  }

  /** What is under way is not waited for: the core gives it up. */
  close(): void {
    if (this.busy) void ipc.giveUpExchange();
    this.#nth++;
    this.busy = false;
    this.progress = null;
    this.sending = null;
    this.cameBack = null;
    void this.#return();
  }

  async #return(): Promise<void> {
    const path = this.#back;
    this.#back = null;
    if (path) await app.openBench(path);
  }

  async #work(work: (tell: (progress: ExchangeProgress) => void) => Promise<void>): Promise<void> {
    const nth = ++this.#nth;
    const isWanted = () => nth === this.#nth;
    this.busy = true;
    this.progress = null;
    try {
      await work((progress) => isWanted() && (this.progress = progress));
    } catch (error) {
      if (asFailure(error).code !== 'givenUp') app.fail(error);
    }
    if (!isWanted()) return;
    this.busy = false;
    this.progress = null;
  }
}

const keyOf = (path: string, unit: number): string => `${path}#${unit}`;

export const agency = new Agency();
