// The translator's bench: what the core says of the open page beside the one that it is translated from. The target is
// the open document and is edited as ever; the source is only shown.

import * as ipc from '../ipc';
import type { BenchLine, BenchOpened, BenchPiece, BenchRow, BenchRows, BenchView, Counts, Failure, Offer, PairWith, Patch, Place, State, Version } from '../ipc';
import { t } from '../locales';
import { dismiss, toast } from '../shared/toast.svelte';
import { OpenDocument } from './document.svelte';
import type { Aside, SaidDeed } from './editing.svelte';
import { asFailure } from './failure';
import { fieldAt } from './fieldAt';
import { placeKey } from './place';

const keyOf = (row: BenchRow): string => `${row.source ?? ''}|${row.target ?? ''}`;

/** A row by itself, so that a key renders one row and not all of them. */
export class RowSlot {
  row = $state.raw() as BenchRow;
  readonly key: string;

  constructor(row: BenchRow) {
    this.row = row;
    this.key = keyOf(row);
  }
}

/** A text of the target that can be gone to. */
export type Stop = { place: Place; state: State; part: string };

/** What was said on the bench, which is no step of the page: both ways, and how many steps the page had taken then. */
type Said = { what: SaidDeed; back: () => Promise<void>; again: () => Promise<void>; after: number };

export const isOpen = (state: State): boolean => state !== 'done';

export class BenchState implements Aside {
  readonly source: OpenDocument;
  rows = $state.raw<RowSlot[]>([]);
  counts = $state.raw() as Counts;
  offer = $state.raw() as Offer;
  /** How much was said about texts and is not in a file yet. */
  notes = $state(0);
  /** Why the core could not answer; the bench stays as it was. */
  failure = $state.raw<Failure | null>(null);

  #touched = new Set<string>();
  #whole = false;
  #asking: Promise<void> | null = null;
  #shapes = new Map<string, number>();
  #off: () => void;
  #said = $state.raw<Said[]>([]);
  #unsaid = $state.raw<Said[]>([]);
  #toasts: number[] = [];

  constructor(
    readonly document: OpenDocument,
    readonly versions: Version[],
    opened: BenchOpened,
  ) {
    this.source = new OpenDocument(opened.source);
    this.#take(opened.view);
    this.#off = document.watch((patches) => this.#changed(patches));
  }

  /** Every text, top to bottom. */
  *#lines(): Generator<{ row: BenchRow; piece: BenchPiece; line: BenchLine }> {
    for (const { row } of this.rows) for (const piece of row.pieces) for (const line of piece.lines) yield { row, piece, line };
  }

  /** Every text that can be gone to, top to bottom. */
  stops(): Stop[] {
    return [...this.#lines()].flatMap(({ row, line: { target, state, source } }) =>
      target && row.target && source !== null ? [{ place: target, state, part: row.target }] : [],
    );
  }

  /** The next text that waits for somebody, from a place on; round at the end. None when all are done. */
  next(from: Place | null, step: 1 | -1): Stop | null {
    const stops = this.stops();
    const here = from ? stops.findIndex((stop) => placeKey(stop.place) === placeKey(from)) : -1;
    for (let by = 1; by <= stops.length; by++) {
      const at = here < 0 ? (step > 0 ? by - 1 : stops.length - by) : (here + by * step + stops.length * 2) % stops.length;
      if (isOpen(stops[at]!.state) && at !== here) return stops[at]!;
    }
    return null;
  }

  /** How many things checks tell of all texts. */
  get remarks(): number {
    return this.counts.findings;
  }

  /** The next text that a check tells something of, from a place on; round at the end. */
  remarked(from: Place | null, step: 1 | -1): Place | null {
    const places = [...this.#lines()].flatMap(({ line: { target, findings } }) => (target ? [{ key: placeKey(target), target, told: findings.length > 0 }] : []));
    const here = from ? places.findIndex(({ key }) => key === placeKey(from)) : -1;
    for (let by = 1; by <= places.length; by++) {
      const at = here < 0 ? (step > 0 ? by - 1 : places.length - by) : (here + by * step + places.length * 2) % places.length;
      if (places[at]!.told) return places[at]!.target;
    }
    return null;
  }

  /** The row, the piece and the line of a place. */
  line(place: Place | null) {
    const key = place && placeKey(place);
    if (!key) return null;
    for (const at of this.#lines()) if (at.line.target && placeKey(at.line.target) === key) return at;
    return null;
  }

  /** Other places that wait for somebody where the source says the same as at this one, and the translation does not yet. */
  waitingLike(place: Place): Place[] {
    const [line, text] = [this.line(place)?.line, this.text(place)];
    const said = line?.source?.trim();
    if (!said || line?.repeats === 0 || !text.trim()) return [];
    return [...this.#lines()].flatMap(({ line: { source, target, state } }) =>
      target && source?.trim() === said && isOpen(state) && placeKey(target) !== placeKey(place) && this.text(target) !== text ? [target] : [],
    );
  }

  /** Says that a text is good, or is to be looked at again. */
  async confirm(place: Place, good: boolean): Promise<void> {
    await this.document.settled();
    await this.#asking;
    const part = this.line(place)?.row.target;
    if (part) this.#takeRows(await ipc.confirmText(part, place, good));
  }

  /** Says that a text is good, and puts it in at other places: one step of the page. */
  async repeat(place: Place, at: Place[]): Promise<void> {
    await this.confirm(place, true);
    await this.document.repeatText(place, at);
    await this.settled();
  }

  /** What a text of the target says. */
  text(place: Place): string {
    const { view } = this.document;
    const slot = view.as === 'form' ? view.page.slotOf(place) : undefined;
    return (slot && fieldAt(slot.view, place)?.text) ?? '';
  }

  /** Says that what checks tell of a text is meant so, or is not any more. */
  async ignore(place: Place, findings: string[], on: boolean): Promise<void> {
    await this.settled();
    const part = this.line(place)?.row.target;
    if (part) for (const finding of findings) this.#takeRows(await ipc.ignoreFinding(part, finding, this.text(place), on));
  }

  /** Adds a term to the site's glossary, or takes it back. */
  async setTerm(source: string, target: string, on = true): Promise<void> {
    await this.settled();
    this.#take(await ipc.setTerm(source, target, on));
  }

  /** Tells of something that can be taken back, there and then or by undo. The message goes with the bench. */
  did(what: SaidDeed, text: string, back: () => Promise<void>, again: () => Promise<void>): void {
    const said = { what, back, again, after: this.document.status.steps };
    this.#said = [...this.#said, said];
    this.#unsaid = [];
    this.tell(text, async () => {
      if (!this.#said.includes(said)) return;
      this.#said = this.#said.filter((one) => one !== said);
      await back();
    });
  }

  /** What undo would take back, where the page has taken no step since. */
  readonly undoes = $derived.by((): SaidDeed | null => {
    const said = this.#said.at(-1);
    return said && said.after >= this.document.status.steps ? said.what : null;
  });

  readonly redoes = $derived.by((): SaidDeed | null => {
    const said = this.#unsaid.at(-1);
    return said && said.after === this.document.status.steps ? said.what : null;
  });

  /** Tells of something with the way back; the message goes with the bench. */
  tell(text: string, undo: () => unknown): void {
    this.#toasts.push(toast(text, { action: { label: t('editor.undo'), run: () => void undo() } }));
  }

  /** Takes back what was said last, where the page has taken no step since. Whether there was anything. */
  async takeBack(): Promise<boolean> {
    if (this.#said.length === 0) return false;
    await this.settled();
    const said = this.#said.at(-1);
    if (!said || !this.undoes) return false;
    this.#said = this.#said.slice(0, -1);
    said.after = this.document.status.steps;
    this.#unsaid = [...this.#unsaid, said];
    await said.back();
    return true;
  }

  /** Says again what was taken back last, as redo does. Whether there was anything. */
  async sayAgain(): Promise<boolean> {
    if (this.#unsaid.length === 0) return false;
    await this.settled();
    const said = this.#unsaid.at(-1);
    if (!said || !this.redoes) return false;
    this.#unsaid = this.#unsaid.slice(0, -1);
    this.#said = [...this.#said, said];
    await said.again();
    return true;
  }

  /** Says what a piece of the source belongs with. */
  async pair(source: number, belongs: PairWith): Promise<void> {
    await this.settled();
    this.#take(await ipc.pairPieces(source, belongs));
  }

  /** Brings over what the source has more, elsewhere or other. */
  async follow(): Promise<void> {
    await this.document.followSource();
    await this.settled();
  }

  /** The core's answer to a save of the target: what was said is in its file as well. */
  async save(): Promise<void> {
    await this.#asking;
    this.#take(await ipc.saveBench());
  }

  /** Looks at the source's file again. */
  async refresh(): Promise<void> {
    this.#whole = true;
    await this.#ask();
  }

  /** All that was typed has been answered. */
  async settled(): Promise<void> {
    await this.document.settled();
    await this.#asking;
  }

  /** Another bench has taken its place. */
  leave(): void {
    this.#off();
    this.hush();
  }

  /** Its messages go: what they offer is not in sight any more. */
  hush(): void {
    this.#toasts.forEach(dismiss);
    this.#toasts = [];
  }

  close(): void {
    this.leave();
    void ipc.closeBench();
  }

  #changed(patches: Patch[]): void {
    // A new step: what was taken back before it is not said again.
    const { steps, redo } = this.document.status;
    if (!redo && this.#unsaid.some(({ after }) => after < steps)) this.#unsaid = [];
    for (const patch of patches) {
      if (patch.op !== 'part') this.#whole = true;
      else {
        const { part } = patch;
        const shape = shapeOf(part);
        if (this.#shapes.has(part.key) && this.#shapes.get(part.key) !== shape) this.#whole = true;
        this.#shapes.set(part.key, shape);
        this.#touched.add(part.key);
      }
    }
    void this.#ask();
  }

  #ask(): Promise<void> {
    return (this.#asking ??= this.#answer().finally(() => (this.#asking = null)));
  }

  /** One question at a time; what changes meanwhile is asked next. */
  async #answer(): Promise<void> {
    try {
      while (this.#whole || this.#touched.size > 0) {
        const [whole, keys] = [this.#whole, [...this.#touched]];
        this.#whole = false;
        this.#touched.clear();
        if (whole) {
          const { source, view } = await ipc.benchView();
          if (source) this.source.show(source);
          this.#take(view);
        }
        else this.#takeRows(await ipc.benchRows(keys));
      }
      this.failure = null;
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  #take(view: BenchView): void {
    const known = new Map(this.rows.map((slot) => [slot.key, slot]));
    this.rows = view.rows.map((row) => {
      const slot = known.get(keyOf(row));
      if (!slot) return new RowSlot(row);
      slot.row = row;
      return slot;
    });
    this.offer = view.offer;
    this.counts = view.counts;
    this.notes = view.notes;
    const { view: open } = this.document;
    if (open.as === 'form') for (const { key, view } of open.page.slots()) this.#shapes.set(key, shapeOf(view));
  }

  #takeRows({ rows, counts, notes }: BenchRows): void {
    for (const [at, row] of rows) {
      if (this.rows[at]?.key === keyOf(row)) this.rows[at].row = row;
      // Another window has brought other rows in, which come with the next whole view.
      else this.#whole = true;
    }
    if (this.#whole) void this.#ask();
    this.counts = counts;
    this.notes = notes;
  }
}

/** How many things are in a part: another number is another outline. */
function shapeOf(part: object): number {
  if ('items' in part && Array.isArray(part.items)) return part.items.length;
  if ('rows' in part && Array.isArray(part.rows)) return part.rows.length;
  return 0;
}

/** The bench of the open page; it stays while its page is edited in the form, with what was said of texts. */
export const bench = $state<{ current: BenchState | null; shown: boolean }>({ current: null, shown: false });

/** How much was said of a page's texts and is not in a file yet. */
export const notesOf = (document: OpenDocument | null): number => (document && bench.current?.document === document ? bench.current.notes : 0);
