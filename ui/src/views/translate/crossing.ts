// From the bench to the page of the source, to edit it, and back: to the same text on both ways.

import { t } from '../../locales';
import { toast } from '../../shared/toast.svelte';
import { app } from '../../state/app.svelte';
import type { BenchState } from '../../state/bench.svelte';
import { opened } from '../../state/document.svelte';
import { editingOf, type Editing } from '../../state/editing.svelte';
import { fields } from '../../state/hit';
import type { OpenPage } from '../../state/page.svelte';
import { placeKey } from '../../state/place';
import type { Place } from '../../ipc';
import { translate } from './translating';

/** A text of the source by its words, the first, second, … of all that say so; and in which view it is looked for. */
type Spot = { on: 'page' | 'bench'; text: string; nth: number };

let wanted: Spot | null = null;
/** The bench shall begin where checks tell something. */
let remarked = false;
/** The bench that was left for its source. */
let left: { source: string; target: string } | null = null;

/** What a view shall go to. On the way to the bench, the form of its page may be there for a moment. */
function take(on: Spot['on']): Spot | null {
  if (wanted?.on !== on) return null;
  const spot = wanted;
  wanted = null;
  return spot;
}

/** Opens the source as a page, at the text beside the one with the focus. */
export async function editSource(bench: BenchState, edit: Editing): Promise<void> {
  const source = bench.line(edit.focused)?.line.source;
  const texts = lines(bench);
  const at = texts.findIndex(({ target }) => target && edit.focused && placeKey(target) === placeKey(edit.focused));
  wanted = source ? { on: 'page', text: source, nth: texts.slice(0, at).filter(({ text }) => text === source).length } : null;
  left = { source: bench.source.path, target: bench.document.path };
  await app.openPage(left.source);
  if (opened.current?.path !== left.source) return void take('page');
  const page = opened.current;
  toast(t('bench.sourceOpen'), { action: { label: t('bench.back'), run: () => void toBench(editingOf(page)) } });
}

/** Opens the bench of a page that is open; back to the one that was left for its source, at the text with the focus. */
export async function toBench(edit: Editing): Promise<void> {
  const { path } = edit.document;
  if (opened.current !== edit.document) return;
  if (path !== left?.source) return translate(path);
  const all = edit.document.view.as === 'form' ? fields(edit.page.slots()) : [];
  const at = all.findIndex(({ place }) => edit.focused && placeKey(place) === placeKey(edit.focused));
  const text = all[at]?.text.trim();
  wanted = text ? { on: 'bench', text, nth: all.slice(0, at).filter((field) => field.text.trim() === text).length } : null;
  await app.openBench(left.target, left.source);
  if (app.route !== 'bench') take('bench');
}

/** Opens a page for translating, at the first text that checks tell something of. */
export async function openRemarks(path: string): Promise<void> {
  remarked = true;
  await app.openBench(path);
  if (app.route !== 'bench') remarked = false;
}

/** Where the open page has the text that was come for. */
export function placeOnPage(page: OpenPage): Place | null {
  const spot = take('page');
  if (!spot) return null;
  const found = fields(page.slots()).filter(({ text }) => text.trim() === spot.text.trim());
  return (found[spot.nth] ?? found[0])?.place ?? null;
}

/** Where the bench has the translation of the text that was come for, or the first one that is told of. */
export function placeOnBench(bench: BenchState): Place | null {
  if (remarked) {
    remarked = false;
    return bench.remarked(null, 1);
  }
  const spot = take('bench');
  if (!spot) return null;
  const found = lines(bench).filter(({ text }) => text?.trim() === spot.text);
  return (found[spot.nth] ?? found[0])?.target ?? null;
}

const lines = (bench: BenchState) =>
  bench.rows.flatMap(({ row }) => row.pieces.flatMap((piece) => piece.lines.map(({ source, target }) => ({ text: source, target }))));
