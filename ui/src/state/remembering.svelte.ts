// What was translated before like the text with the focus. Asked when the focus moves, never for a key; one question at a
// time, and an answer that comes too late is dropped.

import * as ipc from '../ipc';
import type { Place, Remembered } from '../ipc';

type Question = { place: Place; source: string; target: string };

export class Remembering {
  /** None until the core has answered. */
  current = $state.raw<Remembered | null>(null);

  #wanted: Question | null = null;
  #asking = false;

  ask(place: Place, source: string, target: string): void {
    this.forget();
    this.#wanted = { place, source, target };
    void this.#answer();
  }

  forget(): void {
    this.current = null;
    this.#wanted = null;
  }

  async #answer(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    for (let asked = this.#wanted, last: Question | null = null; asked && asked !== last; last = asked, asked = this.#wanted) {
      // One can translate without.
      const found = await ipc.remembered(asked.place, asked.source, asked.target).catch(() => ({ matches: [], unread: [] }));
      if (this.#wanted === asked) this.current = found;
    }
    this.#asking = false;
  }
}
