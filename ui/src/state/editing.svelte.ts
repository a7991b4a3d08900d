// What the editor's panes share: the open page, what is folded, where the focus is and where it shall go.
// Nothing here is about the page's text; all of it is gone when the page is closed.

import { createContext, tick } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';

import type { Action, Deed, Place } from '../ipc';
import { app } from './app.svelte';
import type { OpenDocument } from './document.svelte';
import type { OpenPage } from './page.svelte';
import { placeKey } from './place';
import { beside, located, type Located } from './problems';

/** What was said beside the page, which is no step of it, and is taken back in its turn. */
export interface Aside {
  /** What undo would take back, where that is the last thing that was done; redo would say again. */
  readonly undoes: SaidDeed | null;
  readonly redoes: SaidDeed | null;
  /** Whether there was anything. */
  takeBack(): Promise<boolean>;
  sayAgain(): Promise<boolean>;
}

/** Its words are in the catalogs under `deed.<name>`. */
export type SaidDeed = 'ignoring' | 'pairing' | 'term';

export class Editing {
  /** Folded parts by key, folded items by id. */
  readonly folded = new SvelteSet<string | number>(['head']);
  /** Items that show what they seldom have: link, bold, colour. */
  readonly optionsShown = new SvelteSet<number>();
  /** The field that has, or last had, the focus. */
  focused = $state.raw<Place | null>(null);
  /** The part it is in. */
  focusedPart = '';
  /** The part at the top of the form, or the one with the focus: marked in the outline. */
  current = $state('');
  /** The list of the page's problems is in sight. */
  problemsShown = $state(false);
  /** The problem gone to last. */
  problem: Located | null = null;
  /** Where the focus was once it was gone to. */
  #arrived: Place | null = null;
  /** What is said beside the page, while there is a view for it. */
  aside = $state.raw<Aside | null>(null);
  /** Read out by screen readers. */
  said = $state('');
  /** The form's scrolling element, while there is one. */
  form: HTMLElement | null = null;
  /** The page's scrolling element, while it is shown. */
  pane: HTMLElement | null = null;
  /** Brings a part into the form's window, or to its top; set by the form. */
  reveal: (key: string, top: boolean) => Promise<void> = async () => {};

  #page: OpenPage | null = null;
  /** Counts the ways to somewhere: the latest is the one that is wanted. */
  #way = 0;

  constructor(readonly document: OpenDocument) {
    // The cards of a list page begin as lines: there are many, and their order is what one comes for.
    if (document.view.as === 'form') for (const { key } of document.view.page.cards) this.folded.add(key);
  }

  /** The form's page; while the form is being taken down, its last one. */
  get page(): OpenPage {
    const { view } = this.document;
    if (view.as === 'form') this.#page = view.page;
    return this.#page!;
  }

  /** Does a deed; then the focus is where the core, or else the caller, wants it. */
  async do(action: Action, after: Place | null = null): Promise<Place | null> {
    return this.perform(() => this.document.edit(action), after);
  }

  /** What undo would take back, and redo would do again. */
  readonly undoes = $derived.by((): Deed | SaidDeed | null => this.aside?.undoes ?? this.document.status.undo);
  readonly redoes = $derived.by((): Deed | SaidDeed | null => this.aside?.redoes ?? this.document.status.redo);

  undo = async () => void ((await this.aside?.takeBack()) || (await this.perform(() => this.document.undo())));
  redo = async () => void ((await this.aside?.sayAgain()) || (await this.perform(() => this.document.redo())));

  async perform(deed: () => Promise<Place | null>, after: Place | null = null): Promise<Place | null> {
    const before = document.activeElement;
    const at = this.form ? this.page.slots().findIndex((slot) => slot.key === this.focusedPart) : -1;
    try {
      const place = (await deed()) ?? after;
      await tick();
      // The text view and the comparison look after their own focus.
      if (!this.form) return place;
      if (place) await this.go(place);
      else await this.#keep(before, at);
      return place;
    } catch (error) {
      app.fail(error);
      return null;
    }
  }

  /** Puts the focus into a field, opening and scrolling to what hides it; unless somebody goes elsewhere meanwhile. */
  async go(place: Place): Promise<void> {
    const list = this.form?.querySelector<HTMLElement>(`[data-list="${CSS.escape(placeKey(place))}"]`);
    if (list) return list.focus();
    const slot = this.page.slotOf(place);
    if (!slot) return;
    const way = ++this.#way;
    // A card that is meant as a whole may stay a line.
    if (place.keys.length > 0 || slot.view.part !== 'card') this.folded.delete(slot.key);
    this.folded.delete(place.owner);
    await this.reveal(slot.key, false);
    const field = this.#element(place, slot.key);
    if (!field || way !== this.#way) return;
    field.focus({ preventScroll: true });
    // What has just unfolded is measured some frames later, and moves what is below it: until it stands still.
    let top = NaN;
    for (let still = 0, frames = 0; still < 3 && frames < 30 && document.activeElement === field && way === this.#way; frames++) {
      this.#show(field);
      const before = top;
      top = field.getBoundingClientRect().top;
      still = top === before ? still + 1 : 0;
      await new Promise(requestAnimationFrame);
    }
  }

  /** From the form to the same place in the page, and from the page back to the form. */
  async cross(): Promise<void> {
    if (this.pane && document.activeElement !== this.pane) return this.pane.focus({ preventScroll: true });
    if (this.focused) return this.go(this.focused);
    this.#first('[data-card]')?.focus();
  }

  /** Goes to a problem: to its field, or to the part that it is in. */
  async goProblem(to: Located): Promise<void> {
    this.problem = to;
    if (to.problem.place) await this.go(to.problem.place);
    else await this.goPart(to.slot.key);
    this.#arrived = this.focused;
  }

  /** Goes to the next problem, or the one before. The one gone to. */
  async stepProblem(step: 1 | -1): Promise<Located | null> {
    // A problem need not have a field of its own: from it one goes on while nobody went elsewhere.
    const at = this.#arrived === this.focused ? this.problem : null;
    const to = beside(located(this.page), at, this.focused, this.focusedPart, step);
    if (to) await this.goProblem(to);
    return to;
  }

  /** Shows a part from its top, and puts the focus into its first field. */
  async goPart(key: string): Promise<void> {
    this.folded.delete(key);
    this.current = key;
    const way = ++this.#way;
    await this.reveal(key, true);
    if (way !== this.#way) return;
    this.#first(`[data-card="${key}"]`)?.focus({ preventScroll: true });
  }

  /** Puts the caret of the text that has the focus to an end, or before a character (from the end when below 0). */
  caret(to: 'end' | number): void {
    const field = document.activeElement;
    if (!(field instanceof HTMLTextAreaElement)) return;
    const length = field.value.length;
    const at = to === 'end' ? length : to < 0 ? length + to : to;
    field.setSelectionRange(at, at);
    this.showEnd();
  }

  /** A field with what is told of it, as far as there is room; else where its caret stands. */
  #show(field: HTMLElement): void {
    const line = field.closest('[data-line]');
    const room = this.form?.clientHeight ?? 0;
    if (line && line.getBoundingClientRect().height <= room) return line.scrollIntoView({ block: 'nearest' });
    field.scrollIntoView({ block: 'nearest' });
    this.showEnd();
  }

  /** Where the caret stands at the end of a text that is longer than its room, that end comes into sight. */
  showEnd(): void {
    const field = document.activeElement;
    if (!(field instanceof HTMLTextAreaElement) || field.selectionEnd < field.value.length || !this.form) return;
    const below = field.getBoundingClientRect().bottom - this.form.getBoundingClientRect().bottom;
    if (below > 0) this.form.scrollTop += below + 4;
  }

  /** Back to the field that had the focus last. */
  async goBack(): Promise<void> {
    await tick();
    if (this.focused) await this.go(this.focused);
    else this.#first('[data-card]')?.focus({ preventScroll: true });
  }

  foldBlocks(fold: boolean): void {
    for (const { key } of this.page.listed) {
      if (fold) this.folded.add(key);
      else this.folded.delete(key);
    }
  }

  say(text: string): void {
    this.said = text;
  }

  /** A moved element loses the focus, though it is still there; what is gone leaves it to what took its place. */
  async #keep(element: Element | null, at: number): Promise<void> {
    if (document.activeElement !== document.body) return;
    if (element instanceof HTMLElement && element.isConnected) return element.focus();
    const slots = this.page.slots();
    const slot = slots.find((slot) => slot.key === this.focusedPart) ?? slots[Math.min(at, slots.length - 1)];
    if (!slot) return;
    await this.reveal(slot.key, false);
    this.#first(`[data-card="${slot.key}"]`)?.focus({ preventScroll: true });
  }

  #element(place: Place, card: string): HTMLElement | null {
    const within = `[data-card="${card}"]`;
    return (
      this.form?.querySelector<HTMLElement>(`${within} [data-field="${CSS.escape(placeKey(place))}"]`) ??
      (place.owner === 0 ? null : this.#first(`${within} [data-owner="${place.owner}"]`)) ??
      this.#first(within)
    );
  }

  #first(within: string): HTMLElement | null {
    const card = this.form?.querySelector(within);
    return card?.querySelector<HTMLElement>('[data-field]') ?? card?.querySelector<HTMLElement>('button, a, [tabindex]') ?? null;
  }
}

const kept = new WeakMap<OpenDocument, Editing>();

/** A document's own: folds and place are as before when a comparison covered the form for a while. */
export function editingOf(document: OpenDocument): Editing {
  const edit = kept.get(document) ?? new Editing(document);
  kept.set(document, edit);
  return edit;
}

export const [editing, setEditing] = createContext<Editing>();
