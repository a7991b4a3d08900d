// Which piece of the source a piece of the translation belongs with: what the menu offers, and the way back.

import type { BenchPiece, BenchRow, PairWith } from '../../ipc';
import { t } from '../../locales';
import type { MenuItem } from '../../shared/Menu.svelte';
import { app } from '../../state/app.svelte';
import type { BenchState } from '../../state/bench.svelte';
import type { Editing } from '../../state/editing.svelte';
import { blocksOf, remove } from '../editor/deeds';

/** More are not offered, but those around, and those that stand alone. */
const MANY = 40;

/** Only one of both pages has it. */
export const isLonely = (piece: BenchPiece): boolean => (piece.source === null) !== (piece.target === null);

/** Whether it can be paired: a page has one banner, and logos are told by their industry. */
export const isPaired = ({ kind }: BenchPiece): boolean => ['block', 'item', 'result', 'row', 'card', 'industry'].includes(kind.piece);

/** What can be said of what a piece belongs with. */
export function choices(bench: BenchState, row: BenchRow, piece: BenchPiece, edit: Editing): MenuItem[] {
  const { source, target } = piece;
  const set = (of: number, belongs: PairWith) => void pair(bench, edit, of, belongs);
  const others: MenuItem[] = candidates(bench, row, piece).map((other) => ({
    label: other.name || t('bench.wordless'),
    foreign: true,
    checked: target === null ? undefined : other.source === source,
    run: () => (target === null ? set(source!, { with: 'piece', id: other.target! }) : set(other.source!, { with: 'piece', id: target })),
  }));
  const none: MenuItem = { label: t('bench.nothingToPair'), disabled: true, run: () => {} };
  const items: MenuItem[] = [{ heading: t(target === null ? 'bench.pairWithTarget' : 'bench.pairWithSource') }, ...(others.length > 0 ? others : [none])];
  if (source === null) {
    if (piece.kind.piece === 'block') items.push('line', { label: t('editor.delete'), danger: true, run: () => void remove(edit, blocksOf(edit), target!) });
    return items;
  }
  items.push('line');
  if (piece.byHand) items.push({ label: t('bench.byItself'), hint: t('bench.byItself.hint'), run: () => set(source, { with: 'byItself' }) });
  if (target === null && !piece.byHand) items.push({ label: t('bench.leaveOut'), hint: t('bench.leaveOut.hint'), run: () => set(source, { with: 'nothing' }) });
  if (target !== null) items.push({ label: t('bench.unpair'), hint: t('bench.unpair.hint'), run: () => set(source, { with: 'nothing' }) });
  return items;
}

/** Pieces of the source for one that the translation has, else pieces of the translation that stand alone. What is in a block stays in it. */
function candidates(bench: BenchState, row: BenchRow, piece: BenchPiece): BenchPiece[] {
  const whole = piece.kind.piece === 'block' || piece.kind.piece === 'card';
  const all = (whole ? bench.rows.map(({ row }) => row) : [row]).flatMap(({ pieces }) => pieces).filter(({ kind }) => kind.piece === piece.kind.piece);
  if (piece.target === null) return all.filter((other) => other.source === null);
  const sources = all.filter((other) => other.source !== null);
  const here = all.indexOf(piece);
  const near = (other: BenchPiece) => Math.abs(all.indexOf(other) - here) < MANY / 2;
  return sources.length <= MANY ? sources : sources.filter((other) => isLonely(other) || near(other));
}

async function pair(bench: BenchState, edit: Editing, source: number, belongs: PairWith) {
  const pieces = bench.rows.flatMap(({ row }) => row.pieces);
  const target = belongs.with === 'piece' ? belongs.id : null;
  // What was said of this piece, and of the one that had its like, is said again by undo.
  const before = pieces.filter((piece) => piece.source === source || (target !== null && piece.target === target && piece.source !== null));
  const said = (of: BenchPiece): [number, PairWith] => [
    of.source!,
    !of.byHand ? { with: 'byItself' } : of.target === null ? { with: 'nothing' } : { with: 'piece', id: of.target },
  ];
  const say = async (all: [number, PairWith][], then?: () => void) => {
    try {
      for (const one of all) await bench.pair(...one);
      then?.();
    } catch (error) {
      app.fail(error);
    }
    await edit.goBack();
  };
  const now: [number, PairWith] = [source, belongs];
  const told = () => bench.did('pairing', t('bench.paired'), () => say(before.map(said)), () => say([now]));
  await say([now], told);
}
