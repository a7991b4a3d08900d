// The one list of suggestions: under the field where somebody types, never over it, and never in the way of an input
// method. Nothing is taken unless it was chosen.

import type { Suggestion } from '../../ipc';

class Suggesting {
  /** The field it belongs to. */
  box = $state.raw<HTMLTextAreaElement | null>(null);
  items = $state.raw<Suggestion[]>([]);
  /** The one that is chosen; below 0 none yet. */
  active = $state(-1);

  #asked = 0;
  #take: (text: string) => void = () => {};

  /** Asks for a field; `first` chooses the first at once. */
  async ask(box: HTMLTextAreaElement, asks: (typed: string) => Promise<Suggestion[]>, take: (text: string) => void, first = false): Promise<void> {
    const asked = ++this.#asked;
    const typed = box.value;
    const items = typed || first ? await asks(typed).catch(() => []) : [];
    if (asked !== this.#asked || document.activeElement !== box || box.value !== typed) return;
    this.#take = take;
    this.box = box;
    this.active = first ? 0 : -1;
    this.items = items;
  }

  take(index: number): void {
    const chosen = this.items[index];
    this.close();
    if (chosen) this.#take(chosen.text);
  }

  close(): void {
    this.#asked++;
    this.items = [];
    this.active = -1;
    this.box = null;
  }

  /** Whether a key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (this.box !== event.currentTarget || this.items.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      const all = this.items.length + 1;
      this.active = ((this.active + 1 + by + all) % all) - 1;
    } else if (event.key === 'Escape') this.close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && this.active >= 0) this.take(this.active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}

export const suggesting = new Suggesting();
export const optionId = (index: number): string => `suggestion-${index}`;
