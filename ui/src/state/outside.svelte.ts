// What others do to the open page, in its file or in another window: it comes in as soon as that disturbs nobody, and a
// person is asked only about what both changed in the file.

import type { Dispute, Side, Verdict } from '../ipc';
import { t } from '../locales';
import { toast } from '../shared/toast.svelte';
import { app } from './app.svelte';
import { followDocument, opened } from './document.svelte';
import { tellStep } from './step';

export type Trouble =
  /** Both changed the same. */
  | { is: 'disputed'; dispute: Dispute }
  /** Both versions stand side by side: they cannot be brought together by fields. */
  | { is: 'apart' }
  /** There is no file any more; or it went elsewhere. */
  | { is: 'gone'; moved: string | null };

class Outside {
  /** Why the open page does not go with its file; while there is a reason, nothing is saved. */
  trouble = $state.raw<Trouble | null>(null);
  /** Goes up each time somebody wants to save all the same. */
  insisted = $state(0);

  #composing = false;
  /** What waits for the end of the composing. */
  #late = new Set<'meet' | 'hear' | 'recheck'>();
  #meeting: Promise<boolean> | null = null;

  /** The file of a page is not what was known. */
  noticed(doc: number): void {
    if (opened.current?.id === doc) void this.meet();
  }

  /** An input method composes: what comes in waits until the word is there, or else it would be written over. */
  compose(on: boolean): void {
    this.#composing = on;
    if (on || this.#late.size === 0) return;
    const late = new Set(this.#late);
    this.#late.clear();
    // After the field has sent its word.
    setTimeout(() => {
      if (late.has('meet')) void this.meet();
      else if (late.has('hear')) void this.#hear();
      if (late.has('recheck')) void this.recheck().catch((error) => app.fail(error));
    });
  }

  /** The problems that come from other pages are told anew; what other windows did comes along. */
  async recheck(): Promise<void> {
    if (this.#composing) this.#late.add('recheck');
    else await opened.current?.recheck();
  }

  /** Another window did something to a page. */
  heard(doc: number): void {
    if (opened.current?.id !== doc) return;
    if (this.#composing) this.#late.add('hear');
    else void this.#hear();
  }

  /** Another window went on with the page in another file. */
  moved(doc: number, to: string): void {
    if (opened.current?.id === doc) void this.follow(to).catch((error) => app.fail(error));
  }

  /** Takes in what is in the file. Whether the page goes with its file now. */
  async meet(verdict: Verdict | null = null): Promise<boolean> {
    if (this.#composing) {
      this.#late.add('meet');
      return false;
    }
    // One after the other: the second finds what the first has left.
    await this.#meeting;
    this.#meeting = this.#meet(verdict);
    return this.#meeting;
  }

  /** A person has decided what both changed. */
  decide(dispute: Dispute, sides: Side[]): Promise<boolean> {
    return this.meet({ stamp: dispute.stamp, sides });
  }

  /** Writes the page over what others made of the file. */
  async keepMine(): Promise<boolean> {
    const saved = await opened.current?.keepMine();
    if (saved?.kind === 'conflict') return this.meet();
    this.forget();
    toast(t('conflict.kept'));
    return true;
  }

  async takeTheirs(): Promise<void> {
    const page = opened.current;
    await page?.takeTheirs();
    this.forget();
    // Taking theirs is a step like any other: mine is one undo away.
    if (page) tellStep(page, t('conflict.taken'));
  }

  /** Goes on in the file that the page was moved to. */
  async follow(to: string): Promise<void> {
    if (!opened.current) return;
    await followDocument(opened.current, to);
    this.forget();
    await this.meet();
  }

  insist(): void {
    this.insisted += 1;
  }

  forget(): void {
    this.trouble = null;
  }

  async #meet(verdict: Verdict | null): Promise<boolean> {
    const page = opened.current;
    if (!page) return false;
    try {
      const met = await page.meet(verdict);
      if (opened.current !== page) return false;
      if (met.kind === 'disputed') this.trouble = { is: 'disputed', dispute: met.dispute };
      else if (met.kind === 'apart') this.trouble = { is: 'apart' };
      else if (met.kind === 'gone') this.trouble = { is: 'gone', moved: met.moved };
      else {
        this.forget();
        if (met.change.patches.length > 0) this.#tell(met.merged);
      }
      return met.kind === 'together';
    } catch (error) {
      app.fail(error);
      return false;
    }
  }

  async #hear(): Promise<void> {
    // It may have been closed meanwhile.
    await opened.current?.hear().catch(() => {});
    // What stood between the page and its file may be settled.
    if (this.trouble) await this.meet();
  }

  #tell(merged: boolean): void {
    const show = () => (app.differenceShown = 'others');
    toast(t(merged ? 'outside.merged' : 'outside.updated'), { action: { label: t('outside.show'), run: show } });
  }
}

export const outside = new Outside();
