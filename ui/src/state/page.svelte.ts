// The open page as the core last described it: a slot for each part, so that a change re-renders the touched part and
// nothing else. Never edited here; patches come from the core.

import type { Page, PageKind, PartView, Patch, Place, Problem } from '../ipc';
import { placeKey } from './place';

export type PartName = PartView['part'];
export type ViewOf<Name extends PartName> = Extract<PartView, { part: Name }>;

export class Slot<V extends PartView = PartView> {
  readonly key: string;
  #view = $state.raw() as PartView;

  constructor(view: PartView) {
    this.key = view.key;
    this.#view = view;
  }

  /** What the core last said of it. */
  get view(): V {
    return this.#view as V;
  }

  take(view: PartView): void {
    this.#view = view;
  }

  /** What is wrong at a place; without one, with the part as a whole. */
  problemsAt(place: Place | null): Problem[] {
    const at = place && placeKey(place);
    return this.view.problems.filter((problem) => (problem.place && placeKey(problem.place)) === at);
  }
}

export type BlockSlot = Slot<ViewOf<'block'>>;

export class OpenPage {
  readonly kind: PageKind;
  readonly head: Slot<ViewOf<'head'>>;
  readonly banner: Slot<ViewOf<'banner'>>;
  readonly panel: Slot<ViewOf<'panel'>>;
  readonly other: Slot<ViewOf<'other'>>;
  /** The blocks' list, for inserting. */
  readonly list: Place;
  blocks = $state.raw<BlockSlot[]>([]);
  /** `<main>` as it was when the page was opened; the parts' own `html` is newer. */
  readonly html: string;
  /** How many problems there are; counted along, as summing 2,000 parts for each key would be felt. */
  problems = $state(0);

  constructor(page: Page) {
    this.kind = page.kind;
    this.html = page.html;
    this.list = page.list;
    this.head = new Slot(page.head);
    this.banner = new Slot(page.banner);
    this.panel = new Slot(page.panel);
    this.other = new Slot(page.other);
    this.blocks = page.blocks.map((view) => new Slot(view));
    this.problems = this.slots().reduce((sum, slot) => sum + slot.view.problems.length, 0);
  }

  /** All parts in the form's order; other fields only where there are any. */
  slots(): Slot[] {
    const { fields, body, problems } = this.other.view;
    const other = fields.length > 0 || body.trim() || problems.length > 0 ? [this.other] : [];
    return this.kind === 'case' ? [this.head, this.banner, ...this.blocks, this.panel, ...other] : [this.head, this.other];
  }

  slot(key: string): Slot | undefined {
    const fixed = [this.head, this.banner, this.panel, this.other].find((slot) => slot.key === key);
    return fixed ?? this.blocks.find((slot) => slot.key === key);
  }

  /** The part that shows a place. */
  slotOf(place: Place): Slot | undefined {
    if (place.owner === 0) return this.#slotOfPage(place.keys);
    const owns = (owner: number) => (other: { place: Place }) => other.place.owner === owner;
    const inBlock = ({ view }: BlockSlot) =>
      view.id === place.owner ||
      view.items.some((item) => item.id === place.owner || item.other.some(owns(place.owner))) ||
      view.other.some(owns(place.owner));
    const block = this.blocks.find(inBlock);
    if (block) return block;
    const { rows, other } = this.panel.view;
    const inPanel = rows.some((row) => row.id === place.owner) || other.some(owns(place.owner));
    return inPanel ? this.panel : this.other;
  }

  apply(patch: Exclude<Patch, { op: 'view' }>): void {
    switch (patch.op) {
      case 'part': {
        const slot = this.slot(patch.part.key);
        if (!slot) return;
        this.problems += patch.part.problems.length - slot.view.problems.length;
        slot.take(patch.part);
        return;
      }
      case 'insert':
        this.problems += patch.part.problems.length;
        this.blocks = this.blocks.toSpliced(patch.index, 0, new Slot(patch.part));
        return;
      case 'remove':
        this.problems -= this.blocks.find((slot) => slot.view.id === patch.id)?.view.problems.length ?? 0;
        this.blocks = this.blocks.filter((slot) => slot.view.id !== patch.id);
        return;
      case 'move': {
        const slot = this.blocks.find((slot) => slot.view.id === patch.id);
        if (!slot) return;
        this.blocks = this.blocks.filter((other) => other !== slot).toSpliced(patch.to, 0, slot);
        return;
      }
    }
  }

  #slotOfPage([first, second]: string[]): Slot {
    const name =
      first === 'title' || first === 'description' || first === 'css'
        ? 'head'
        : first === 'section1' && this.kind === 'case'
          ? 'banner'
          : first === 'section2' && second === 'rightPart' && this.kind === 'case'
            ? 'panel'
            : 'other';
    return this[name];
  }
}
