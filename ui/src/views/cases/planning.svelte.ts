// A deed while it is being asked about: what it will do to which file, told anew whenever it changes, and the doing.

import * as ipc from '../../ipc';
import type { CaseDeed, Failure, FileDeed } from '../../ipc';
import { deeds } from '../../state/deeds.svelte';
import { asFailure } from '../../state/failure';

export class Planning {
  files = $state.raw<FileDeed[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);

  #asked = 0;

  /** Asks what will happen; the answer to the last question counts. Null where there is nothing to ask yet. */
  async look(deed: CaseDeed | null): Promise<void> {
    const turn = ++this.#asked;
    let [files, failure]: [FileDeed[] | null, Failure | null] = [null, null];
    try {
      if (deed) files = (await ipc.planCase(deed)).files;
    } catch (error) {
      failure = asFailure(error);
    }
    if (turn === this.#asked) [this.files, this.failure] = [files, failure];
  }

  /** Does it. Whether it is done. */
  async do(deed: CaseDeed, name: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await deeds.do(deed, name);
      return true;
    } catch (error) {
      this.failure = asFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
