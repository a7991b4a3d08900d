// Pictures on their way into fields. Kept apart from the fields, which go when they are scrolled out of sight.

import { SvelteMap } from 'svelte/reactivity';

import * as ipc from '../ipc';
import type { Failure, Imported, PictureStage, PictureTarget, Place } from '../ipc';
import type { Editing } from './editing.svelte';
import { asFailure } from './failure';
import { placeKey } from './place';

export type Import =
  | { state: 'busy'; job: number; stage: PictureStage | null }
  | { state: 'done'; imported: Imported; original: boolean }
  | { state: 'failed'; failure: Failure };

/** How far along each stage is, of 100. */
export const reached: Record<PictureStage, number> = { reading: 15, scaling: 50, encoding: 75 };

class Imports {
  #all = new SvelteMap<string, Import>();
  /** The numbers are all windows': two do not begin at the same one. */
  #last = Math.floor(Math.random() * 2 ** 30);
  #listening: Promise<unknown> | undefined;

  /** What became of the last picture for a field. */
  of(edit: Editing, place: Place): Import | undefined {
    return this.#all.get(key(edit, place));
  }

  pick(edit: Editing, place: Place, title: string): Promise<void> {
    return this.#take(edit, place, (target) => ipc.pickPicture(target, title));
  }

  file(edit: Editing, place: Place, file: File): Promise<void> {
    return this.#take(edit, place, async (target) => ipc.importPicture(target, await file.arrayBuffer(), file.name));
  }

  clipboard(edit: Editing, place: Place): Promise<void> {
    return this.#take(edit, place, ipc.pastePicture);
  }

  original(edit: Editing, place: Place): Promise<void> {
    return this.#take(edit, place, ipc.keepOriginal, true);
  }

  cancel(edit: Editing, place: Place): void {
    const one = this.of(edit, place);
    if (one?.state !== 'busy') return;
    // The core may be deep in a large picture: what it makes of it is not waited for.
    this.#all.delete(key(edit, place));
    void ipc.cancelPicture(one.job);
  }

  forget(edit: Editing, place: Place): void {
    if (this.of(edit, place)?.state !== 'busy') this.#all.delete(key(edit, place));
  }

  async #take(
    edit: Editing,
    place: Place,
    send: (target: PictureTarget) => Promise<Imported | null>,
    original = false,
  ): Promise<void> {
    const at = key(edit, place);
    if (this.#all.get(at)?.state === 'busy') return;
    const job = ++this.#last;
    const mine = () => {
      const one = this.#all.get(at);
      return one?.state === 'busy' && one.job === job;
    };
    this.#listening ??= ipc.onPictureProgress(({ job, stage }) => {
      for (const [at, one] of this.#all) if (one.state === 'busy' && one.job === job) this.#all.set(at, { ...one, stage });
    });
    await this.#listening;
    this.#all.set(at, { state: 'busy', job, stage: null });
    try {
      const imported = await send({ job, doc: edit.document.id, place });
      if (!mine()) return;
      if (!imported) this.#all.delete(at);
      else {
        await edit.do({ do: 'setText', place, text: imported.address }, place);
        this.#all.set(at, { state: 'done', imported, original });
      }
    } catch (error) {
      if (mine()) this.#all.set(at, { state: 'failed', failure: asFailure(error) });
    }
  }
}

const key = (edit: Editing, place: Place) => `${edit.document.id} ${placeKey(place)}`;

export const imports = new Imports();
