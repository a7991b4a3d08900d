// Kinds of blocks and items: their icons, their words, and what is added by which name.

import Bold from '@lucide/svelte/icons/bold';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Columns3 from '@lucide/svelte/icons/columns-3';
import Heading from '@lucide/svelte/icons/heading';
import Link from '@lucide/svelte/icons/link';
import Pilcrow from '@lucide/svelte/icons/pilcrow';
import Quote from '@lucide/svelte/icons/quote';
import TextAlignStart from '@lucide/svelte/icons/text-align-start';
import type { Component } from 'svelte';

import type { BlockKind, ItemKind, New } from '../../ipc';
import type { Key } from '../../locales';

type Kind = { icon: Component; label: Key; hint?: Key; adds: New };

export const blockKinds: Record<BlockKind, Kind & { hint: Key }> = {
  text: { icon: TextAlignStart, label: 'editor.block.text', hint: 'editor.block.text.hint', adds: 'textBlock' },
  results: { icon: Columns3, label: 'editor.block.results', hint: 'editor.block.results.hint', adds: 'resultsBlock' },
  quote: { icon: Quote, label: 'editor.block.quote', hint: 'editor.block.quote.hint', adds: 'quoteBlock' },
};

export const itemKinds: Record<ItemKind, Kind> = {
  paragraph: { icon: Pilcrow, label: 'editor.item.paragraph', adds: 'paragraph' },
  heading: { icon: Heading, label: 'editor.item.heading', adds: 'heading' },
  link: { icon: Link, label: 'editor.item.link', adds: 'link' },
  line: { icon: Bold, label: 'editor.item.line', adds: 'line' },
  // Never added: a slip in the file.
  stray: { icon: CircleQuestionMark, label: 'editor.item.stray', adds: 'paragraph' },
};

export const newItemKinds = ['paragraph', 'heading', 'link', 'line'] as const satisfies ItemKind[];
export const newBlockKinds = ['text', 'results', 'quote'] as const satisfies BlockKind[];
