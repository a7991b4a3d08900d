// Pieces that only one of both pages has, for pairing by hand.

import type { BenchPiece } from '../../ipc';
import type { RowSlot } from '../../state/bench.svelte';

export type Lonely = { id: number; words: string };

export const isLonely = (piece: BenchPiece): boolean => (piece.source === null) !== (piece.target === null);

/** Pieces of the other page that are alone as well and are of the same sort: blocks for a block, items for an item. */
export function lonely(rows: RowSlot[], of: BenchPiece): Lonely[] {
  const side = of.source === null ? 'source' : 'target';
  return rows.flatMap(({ row }) =>
    row.pieces.flatMap((piece) => {
      const id = piece[side];
      return id && isLonely(piece) && piece.kind.piece === of.kind.piece ? [{ id, words: piece.name }] : [];
    }),
  );
}
