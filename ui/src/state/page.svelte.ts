// The open page as the core last described it: a slot for each part, so that a change re-renders the touched part and
// nothing else. Never edited here; patches come from the core.

import type { Id, Industry, Level, Page, PageKind, PartView, Patch, Place, Problem } from '../ipc';
import { count, type Counts } from './counts';
import { placeKey } from './place';
import { unchanged } from './unchanged';

export type PartName = PartView['part'];
export type ViewOf<Name extends PartName> = Extract<PartView, { part: Name }>;

/** One and the same, so that a field without problems hears nothing of those of others. */
const NONE: Problem[] = [];

export class Slot<V extends PartView = PartView> {
  readonly key: string;
  #view = $state.raw() as PartView;
  #problems = $derived.by(() => {
    const found = new Map<string | null, Problem[]>();
    for (const problem of this.#view.problems) {
      const at = problem.place && placeKey(problem.place);
      found.set(at, [...(found.get(at) ?? []), problem]);
    }
    return found;
  });

  constructor(view: PartView) {
    this.key = view.key;
    this.#view = view;
  }

  /** What the core last said of it. */
  get view(): V {
    return this.#view as V;
  }

  take(view: PartView): void {
    this.#view = unchanged(this.#view, view);
  }

  /** What is wrong at a place; without one, with the part as a whole. */
  problemsAt(place: Place | null): Problem[] {
    return this.#problems.get(place && placeKey(place)) ?? NONE;
  }
}

export type BlockSlot = Slot<ViewOf<'block'>>;
export type CardSlot = Slot<ViewOf<'card'>>;
/** A part that is one of a list: a block or a card. */
export type ListedSlot = Slot<ViewOf<'block' | 'card'>>;

export class OpenPage {
  readonly kind: PageKind;
  readonly head: Slot<ViewOf<'head'>>;
  readonly banner: Slot<ViewOf<'banner'>>;
  readonly panel: Slot<ViewOf<'panel'>>;
  readonly other: Slot<ViewOf<'other'>>;
  /** On a list page: what all cards have in common, and the logos. */
  readonly common: Slot<ViewOf<'cards'>> | null;
  readonly logos: Slot<ViewOf<'logos'>> | null;
  /** The list of the blocks, or of the cards, for inserting. */
  readonly list: Place;
  /** The blocks of a case, or the cards of a list page. */
  #listed = $state.raw<ListedSlot[]>([]);
  /** `<main>` without the listed parts, as it was when the page was opened; the parts' own `html` is newer. */
  readonly html: string;
  /** How many problems there are; counted along, as summing 2,000 parts for each key would be felt. */
  problems = $state.raw<Counts>({ error: 0, warning: 0, hint: 0 });

  constructor(page: Page) {
    this.kind = page.kind;
    this.html = page.html;
    this.list = page.list;
    this.head = new Slot(page.head);
    this.banner = new Slot(page.banner);
    this.panel = new Slot(page.panel);
    this.other = new Slot(page.other);
    this.common = page.cards && new Slot(page.cards);
    this.logos = page.logos && new Slot(page.logos);
    this.#listed = page.blocks.map((view) => new Slot(view));
    this.problems = count(this.slots().flatMap((slot) => slot.view.problems));
  }

  get blocks(): BlockSlot[] {
    return this.kind === 'case' ? (this.#listed as BlockSlot[]) : [];
  }

  get cards(): CardSlot[] {
    return this.kind === 'list' ? (this.#listed as CardSlot[]) : [];
  }

  /** The blocks or the cards. */
  get listed(): ListedSlot[] {
    return this.#listed;
  }

  /** The parts around these that are on the page. */
  get around(): Slot[] {
    return [this.banner, this.panel, this.common, this.logos].filter((slot) => slot !== null);
  }

  /** How many parts come before these. */
  get first(): number {
    return this.#before().length;
  }

  /** All parts in the form's order; other fields only where there are any. */
  slots(): Slot[] {
    const { fields, body, problems } = this.other.view;
    const other = fields.length > 0 || body.trim() || problems.length > 0 ? [this.other] : [];
    return [...this.#before(), ...this.#listed, this.logos ?? this.panel, ...other];
  }

  #before(): Slot[] {
    return this.common ? [this.head, this.banner, this.common] : [this.head, this.banner];
  }

  slot(key: string): Slot | undefined {
    const fixed = [this.head, this.banner, this.common, this.logos, this.panel, this.other].find((slot) => slot?.key === key);
    return fixed ?? this.#listed.find((slot) => slot.key === key);
  }

  /** The part that shows a place. */
  slotOf(place: Place): Slot | undefined {
    if (place.owner === 0) return this.#slotOfPage(place.keys);
    const owns = (owner: number) => (other: { place: Place }) => other.place.owner === owner;
    const inBlock = ({ view }: BlockSlot) =>
      view.id === place.owner ||
      view.items.some((item) => item.id === place.owner || item.other.some(owns(place.owner))) ||
      view.other.some(owns(place.owner));
    const inCard = ({ view }: CardSlot) => view.id === place.owner || view.other.some(owns(place.owner));
    const block = this.blocks.find(inBlock) ?? this.cards.find(inCard);
    if (block) return block;
    if (this.logos) {
      const { industries, other } = this.logos.view;
      const inIndustry = (one: Industry) =>
        [one, ...one.logos].some(({ id, other }) => id === place.owner || other.some(owns(place.owner)));
      if (industries.some(inIndustry) || other.some(owns(place.owner))) return this.logos;
      return this.common?.view.other.some(owns(place.owner)) ? this.common : this.other;
    }
    const { rows, other } = this.panel.view;
    const inPanel = rows.some((row) => row.id === place.owner) || other.some(owns(place.owner));
    return inPanel ? this.panel : this.other;
  }

  apply(patch: Exclude<Patch, { op: 'view' }>): void {
    switch (patch.op) {
      case 'part': {
        const slot = this.slot(patch.part.key);
        if (!slot) return;
        this.#recount(slot.view.problems, patch.part.problems);
        slot.take(patch.part);
        return;
      }
      case 'insert':
        this.#recount([], patch.part.problems);
        this.#listed = this.#listed.toSpliced(patch.index, 0, new Slot(patch.part));
        return;
      case 'remove':
        this.#recount(this.#named(patch.id)?.view.problems ?? [], []);
        this.#listed = this.#listed.filter((slot) => slot.view.id !== patch.id);
        return;
      case 'move': {
        const slot = this.#named(patch.id);
        if (!slot) return;
        this.#listed = this.#listed.filter((other) => other !== slot).toSpliced(patch.to, 0, slot);
        return;
      }
    }
  }

  #named(id: Id): ListedSlot | undefined {
    return this.#listed.find((slot) => slot.view.id === id);
  }

  #recount(gone: Problem[], come: Problem[]): void {
    if (gone.length === 0 && come.length === 0) return;
    const [less, more] = [count(gone), count(come)];
    const changed = (level: Level) => this.problems[level] - less[level] + more[level];
    this.problems = { error: changed('error'), warning: changed('warning'), hint: changed('hint') };
  }

  #slotOfPage([first, second]: string[]): Slot {
    if (first === 'section1') return this.banner;
    if (first === 'section2' && this.common) return this.common;
    if (first === 'section3' && this.logos) return this.logos;
    const name =
      first === 'title' || first === 'description' || first === 'css'
        ? 'head'
        : first === 'section2' && second === 'rightPart'
          ? 'panel'
          : 'other';
    return this[name];
  }
}
