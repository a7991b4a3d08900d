// How far a text is: its sign and its words; and which field a text is edited in.

import Check from '@lucide/svelte/icons/check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import Equal from '@lucide/svelte/icons/equal';
import Eye from '@lucide/svelte/icons/eye';
import History from '@lucide/svelte/icons/history';
import type { Component } from 'svelte';

import type { FieldName } from '../../fields/registry';
import type { Counts, Role, State } from '../../ipc';
import { t } from '../../locales';

export const signs: Record<State, Component> = { missing: CircleDashed, stale: History, same: Equal, review: Eye, done: Check };

/** The order of the bar, the good first. */
export const states = ['done', 'review', 'same', 'stale', 'missing'] as const satisfies State[];

/** How much is left to do, as the source's language is counted. */
export const wordsLeft = ({ left }: Counts, from: string): string => t(/^zh\b/i.test(from) ? 'bench.charactersLeft' : 'bench.wordsLeft', { n: left });

export const fieldOf: Record<Role, FieldName> = {
  pageTitle: 'pageTitle',
  description: 'description',
  company: 'company',
  summary: 'summary',
  blockTitle: 'blockTitle',
  paragraph: 'paragraph',
  stray: 'stray',
  heading: 'heading',
  linkText: 'linkText',
  line: 'line',
  result: 'result',
  quote: 'quote',
  author: 'author',
  rowLabel: 'rowLabel',
  rowValue: 'rowValue',
  listTitle: 'listTitle',
  listSummary: 'listSummary',
  cardsTip: 'cardsTip',
  cardText: 'cardText',
  logosTitle: 'logosTitle',
  logosTip: 'logosTip',
  industry: 'industry',
  logoName: 'logoName',
  question: 'question',
  questionLinkText: 'questionLinkText',
};

/** Texts that keep to one line. */
export const single = (role: Role): boolean => !['paragraph', 'quote', 'result', 'stray'].includes(role);
