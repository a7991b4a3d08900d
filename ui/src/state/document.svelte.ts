// The open page. Placeholder of the contract until the store is here.
import * as ipc from '../ipc';
import type { Action, Change, Diff, Saved, Status, View } from '../ipc';

export const opened = $state<{ current: OpenDocument | null }>({ current: null });

export async function openDocument(path: string): Promise<OpenDocument> {
  const document = new OpenDocument(await ipc.openPage(path));
  opened.current = document;
  return document;
}

export class OpenDocument {
  id: number;
  path: string;
  language: string;
  view = $state.raw() as View;
  status = $state.raw() as Status;
  #hooks = new Set<() => void>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(from: ipc.Opened) {
    this.id = from.doc;
    this.path = from.path;
    this.language = from.language;
    this.view = from.view;
    this.status = from.status;
  }

  edit = (action: Action) => this.#run(() => ipc.edit(this.id, action));
  undo = () => this.#settleThen(() => ipc.undo(this.id));
  redo = () => this.#settleThen(() => ipc.redo(this.id));
  revert = () => this.#settleThen(() => ipc.revert(this.id));
  takeTheirs = () => this.#settleThen(() => ipc.takeTheirs(this.id));

  async settled(): Promise<void> {
    for (const hook of this.#hooks) hook();
    await this.#queue;
  }

  async save(): Promise<Saved> {
    await this.settled();
    const saved = await ipc.save(this.id);
    if (saved.kind === 'saved') this.status = saved.status;
    return saved;
  }

  async keepMine(): Promise<Saved> {
    await this.settled();
    const saved = await ipc.keepMine(this.id);
    if (saved.kind === 'saved') this.status = saved.status;
    return saved;
  }

  async compare(side: 'saved' | 'disk'): Promise<Diff> {
    await this.settled();
    return ipc.compare(this.id, side);
  }

  async close(): Promise<void> {
    await ipc.closePage(this.id);
    if (opened.current === this) opened.current = null;
  }

  beforeSettle(hook: () => void): () => void {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  async #settleThen(what: () => Promise<Change>): Promise<void> {
    for (const hook of this.#hooks) hook();
    await this.#run(what);
  }

  #run(what: () => Promise<Change>): Promise<void> {
    const done = this.#queue.then(what).then((change) => {
      for (const patch of change.patches) if (patch.op === 'view') this.view = patch.view;
      this.status = change.status;
    });
    this.#queue = done.catch(() => {});
    return done;
  }
}
