// What tells one block from another in a single line: in the outline, and where it is folded.

import type { Block, Field, Item } from '../../ipc';

/** A title, or else the first words in it. */
export function firstWords(block: Block): { text: string; isTitle: boolean } {
  if (block.title.text.trim()) return { text: line(block.title), isTitle: true };
  if (block.kind === 'quote') return { text: line(block.content), isTitle: false };
  for (const item of block.items) {
    const text = itemWords(item);
    if (text) return { text, isTitle: false };
  }
  return { text: fileName(block.image.text), isTitle: false };
}

export const itemWords = (item: Item): string => (item.special && line(item.special.text)) || line(item.content);

/** The last part of a picture's path. */
export const fileName = (path: string): string => path.trim().split(/[\\/]/).at(-1) ?? '';

/** One line, without the commonest Markdown marks, not longer than a line can show. */
function line({ text, state }: Field): string {
  if (state === 'structure') return '';
  return text.slice(0, 240).replace(/\s+/g, ' ').replace(/\*\*|`/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim().slice(0, 120);
}
