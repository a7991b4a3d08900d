// The open document: what the core last said of it, and the one way to change it. The core owns the text, its history
// and its words; this side owns none of them.

import { SvelteMap } from 'svelte/reactivity';

import * as ipc from '../ipc';
import type { Action, Against, Ailment, Asked, Change, Changes, Diff, Failure, LeftOut, Limits, Mend, Met, Opened, PageVersions, Patch, Place, Returned, Saved, Status, Suggestion, Target, Verdict, View, With } from '../ipc';
import { OpenPage } from './page.svelte';
import { placeKey } from './place';
import { EditQueue } from './queue';

export type DocumentView = Exclude<View, { as: 'form' }> | { as: 'form'; page: OpenPage };

export const opened = $state<{ current: OpenDocument | null }>({ current: null });

export async function openDocument(path: string): Promise<OpenDocument> {
  const document = new OpenDocument(await ipc.openPage(path));
  opened.current = document;
  return document;
}

/** Goes on with the open page in another file. */
export async function followDocument(document: OpenDocument, path: string): Promise<void> {
  await document.settled();
  const followed = new OpenDocument(await ipc.follow(document.id, path));
  if (opened.current === document) opened.current = followed;
}

export class OpenDocument {
  readonly id: number;
  readonly path: string;
  readonly language: string;
  readonly limits: Limits;
  view = $state.raw() as DocumentView;
  status = $state.raw() as Status;
  /** Unsaved changes of an earlier time that came back with it; null once that was read. */
  returned = $state.raw<Returned | null>(null);
  /** Why the core did not take the text last typed at a place. */
  readonly refused = new SvelteMap<string, Failure>();
  /** The place whose typing brought the last change; none when it came from anything else. */
  typed: string | null = null;

  #queue = new EditQueue<Change>((change, text) => this.#apply(change, text));
  #watchers = new Set<(patches: Patch[]) => void>();
  #hooks = new Set<() => void>();

  constructor(from: Opened) {
    this.id = from.doc;
    this.path = from.path;
    this.language = from.language;
    this.limits = from.limits;
    this.view = living(from.view);
    this.status = from.status;
    this.returned = from.returned;
  }

  /** What the page is called: by its title, or else by its file. */
  get name(): string {
    const form = this.view.as === 'form' ? this.view.page : null;
    return form?.banner.view.title.text || form?.head.view.title.text || (this.path.split('/').at(-1) ?? '');
  }

  /** Text as it is typed, and what it was made from. A refusal is told at the field. */
  setText(place: Place, text: string, from: string): void {
    const key = placeKey(place);
    this.#queue
      .pushText(key, from, (from) => ipc.edit(this.id, { do: 'setText', place, text, from }))
      .then(
        () => this.refused.delete(key),
        (failure: Failure) => this.refused.set(key, failure),
      );
  }

  /** Whether text typed at a place has not been answered yet. */
  isTyping(place: Place): boolean {
    return this.#queue.holds(placeKey(place));
  }

  /** Any other deed; all of these answer with the focus the core proposes, and reject with a Failure. */
  edit = (action: Action): Promise<Place | null> => this.#run(() => ipc.edit(this.id, action));
  /** What was copied, put in; with what has no place in a page. */
  async paste(at: Target): Promise<{ focus: Place | null; leftOut: LeftOut }> {
    let leftOut: LeftOut = { pictures: 0, tables: 0 };
    const focus = await this.#settleThen(async () => {
      const pasted = await ipc.paste(this.id, at);
      leftOut = pasted.leftOut;
      return pasted.change;
    });
    return { focus, leftOut };
  }

  suggestions = (asked: Asked, typed: string): Promise<Suggestion[]> => ipc.suggestions(this.id, asked, typed);

  /** A thing, or the whole page, for the clipboard. */
  async copy(id: number | null): Promise<void> {
    await this.settled();
    await ipc.copy(this.id, id);
  }

  undo = (): Promise<Place | null> => this.#settleThen(() => ipc.undo(this.id));
  redo = (): Promise<Place | null> => this.#settleThen(() => ipc.redo(this.id));
  revert = (): Promise<Place | null> => this.#settleThen(() => ipc.revert(this.id));
  restoreVersion = (name: string): Promise<Place | null> => this.#settleThen(() => ipc.restoreVersion(this.id, name));
  takeTheirs = (): Promise<Place | null> => this.#settleThen(() => ipc.takeTheirs(this.id));

  /** What the page that it is translated from has more, elsewhere or other. */
  followSource = (): Promise<Place | null> => this.#settleThen(() => ipc.followSource());
  /** A text put in at other places that say the same in the page that it is translated from. */
  repeatText = (of: Place, at: Place[]): Promise<Place | null> => this.#settleThen(() => ipc.repeatText(of, at));

  /** The page is another one: that of a document which is only shown. */
  show(view: View): void {
    this.view = living(view);
    for (const watcher of this.#watchers) watcher([{ op: 'view', view }]);
  }

  /** Takes in what others made of the file: on the page, as far as nobody has to decide, when this resolves. */
  async meet(verdict: Verdict | null): Promise<Met> {
    await this.settled();
    let met!: Met;
    await this.#queue.push(async () => {
      met = await ipc.meet(this.id, verdict);
      return met.kind === 'together' ? met.change : { patches: [], status: this.status, focus: null };
    });
    return met;
  }

  /** Takes in what other windows did to the page. */
  hear = (): Promise<void> => this.#queue.push(() => ipc.hear(this.id));

  /** Everything typed so far has reached the core. */
  async settled(): Promise<void> {
    for (const hook of this.#hooks) hook();
    await this.#queue.flush();
  }

  save = (): Promise<Saved> => this.#write(() => ipc.save(this.id));
  keepMine = (): Promise<Saved> => this.#write(() => ipc.keepMine(this.id));

  async mends(of: Ailment | null): Promise<Mend[]> {
    await this.settled();
    return ipc.mends(this.id, of);
  }

  async compare(side: With): Promise<Diff> {
    await this.settled();
    return ipc.compare(this.id, side);
  }

  /** The same in words. */
  async changes(side: With): Promise<Changes> {
    await this.settled();
    return ipc.changes(this.id, side);
  }

  versions = (olderThan: string | null): Promise<PageVersions> => ipc.versions(this.id, olderThan);

  async compareVersion(name: string, against: Against): Promise<Diff> {
    await this.settled();
    return ipc.compareVersion(this.id, name, against);
  }

  /** What is unsaved is not wanted. */
  forget = (): Promise<void> => ipc.forgetDraft(this.id);

  async close(): Promise<void> {
    await ipc.closePage(this.id);
    if (opened.current === this) opened.current = null;
  }

  /** The problems that come from other pages, or are of the page as a whole, told anew. */
  async recheck(): Promise<void> {
    await this.#queue.push(() => ipc.recheck(this.id));
  }

  /** Called before text must be complete: a view that holds text back sends it then. */
  beforeSettle(hook: () => void): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  /** Called with each change's patches, after the state took them. */
  watch(watcher: (patches: Patch[]) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #write(how: () => Promise<Saved>): Promise<Saved> {
    await this.settled();
    const saved = await how();
    if (saved.kind === 'saved') {
      this.status = saved.status;
      await this.recheck();
    }
    return saved;
  }

  async #settleThen(send: () => Promise<Change>): Promise<Place | null> {
    for (const hook of this.#hooks) hook();
    return this.#run(send);
  }

  async #run(send: () => Promise<Change>): Promise<Place | null> {
    let focus: Place | null = null;
    await this.#queue.push(async () => {
      const change = await send();
      focus = change.focus;
      return change;
    });
    return focus;
  }

  #apply(change: Change, typed: string | null): void {
    this.typed = typed;
    for (const patch of change.patches) {
      if (patch.op === 'view') this.view = living(patch.view);
      else if (this.view.as === 'form') this.view.page.apply(patch);
    }
    // What only told problems anew is no change to whoever follows the status.
    if (!same(change.status, this.status)) this.status = change.status;
    for (const watcher of this.#watchers) watcher(change.patches);
  }
}

const same = (a: Status, b: Status) => JSON.stringify(a) === JSON.stringify(b);

const living = (view: View): DocumentView => (view.as === 'form' ? { as: 'form', page: new OpenPage(view.page) } : view);
