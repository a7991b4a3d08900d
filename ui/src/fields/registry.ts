// Every field of a case: its control, its words, and how long it may be. A new kind of field is a folder and lines here.

import type { Component } from 'svelte';

import type { Limits } from '../ipc';
import type { Key } from '../locales';
import Colour from './colour/Colour.svelte';
import Flag from './flag/Flag.svelte';
import Level from './level/Level.svelte';
import Markdown from './markdown/Markdown.svelte';
import Picture from './picture/Picture.svelte';
import Prose from './prose/Prose.svelte';
import Text from './text/Text.svelte';

export type FieldSpec = {
  // Controls share ControlProps; some take keys of their own besides.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  control: Component<any, any, any>;
  label: Key;
  hint?: Key;
  placeholder?: Key;
  /** Characters beyond which it gets too long for its place on the page. */
  limit?: keyof Limits;
  /** Addresses and the like are not spelled. */
  spellcheck?: false;
};

const specs = {
  pageTitle: { control: Text, label: 'field.pageTitle', hint: 'field.pageTitle.hint' },
  description: { control: Text, label: 'field.description', hint: 'field.description.hint', limit: 'description' },
  styleSheet: { control: Text, label: 'field.styleSheet', hint: 'field.styleSheet.hint', spellcheck: false },

  company: { control: Text, label: 'field.company', placeholder: 'field.company.placeholder', hint: 'field.company.hint' },
  summary: { control: Text, label: 'field.summary', placeholder: 'field.summary.placeholder', hint: 'field.summary.hint', limit: 'summary' },
  bannerPicture: { control: Picture, label: 'field.bannerPicture', hint: 'field.bannerPicture.hint' },

  blockTitle: { control: Prose, label: 'field.blockTitle', placeholder: 'field.blockTitle.placeholder' },
  blockPicture: { control: Picture, label: 'field.blockPicture', placeholder: 'field.picture.placeholder' },
  paragraph: { control: Markdown, label: 'field.paragraph', placeholder: 'field.paragraph.placeholder' },
  stray: { control: Prose, label: 'field.stray' },
  heading: { control: Prose, label: 'field.heading', placeholder: 'field.heading.placeholder' },
  level: { control: Level, label: 'field.level' },
  linkText: { control: Prose, label: 'field.linkText', placeholder: 'field.linkText.placeholder' },
  link: { control: Text, label: 'field.link', placeholder: 'field.link.placeholder', spellcheck: false },
  line: { control: Prose, label: 'field.line', placeholder: 'field.line.placeholder' },
  bold: { control: Flag, label: 'field.boldLine' },
  colour: { control: Colour, label: 'field.colour', placeholder: 'field.colour.placeholder' },
  result: { control: Prose, label: 'field.result', placeholder: 'field.result.placeholder' },
  quote: { control: Prose, label: 'field.quote', placeholder: 'field.quote.placeholder' },
  author: { control: Prose, label: 'field.author', placeholder: 'field.author.placeholder' },

  logo: { control: Picture, label: 'field.logo', placeholder: 'field.picture.placeholder', hint: 'field.logo.hint' },
  rowLabel: { control: Prose, label: 'field.rowLabel', placeholder: 'field.rowLabel.placeholder' },
  rowValue: { control: Prose, label: 'field.rowValue', placeholder: 'field.rowValue.placeholder' },

  listTitle: { control: Text, label: 'field.listTitle', hint: 'field.listTitle.hint' },
  listSummary: { control: Text, label: 'field.listSummary' },
  listPicture: { control: Picture, label: 'field.listPicture', hint: 'field.listPicture.hint', placeholder: 'field.picture.placeholder' },
  cardsTip: { control: Text, label: 'field.cardsTip', hint: 'field.cardsTip.hint' },
  cardsPicture: { control: Picture, label: 'field.cardsPicture', placeholder: 'field.picture.placeholder' },
  cardPicture: { control: Picture, label: 'field.cardPicture', placeholder: 'field.picture.placeholder' },
  cardText: { control: Text, label: 'field.cardText', placeholder: 'field.cardText.placeholder' },
  cardLink: { control: Text, label: 'field.cardLink', placeholder: 'field.cardLink.placeholder' },
  logosTitle: { control: Text, label: 'field.listTitle' },
  logosTip: { control: Text, label: 'field.logosTip', hint: 'field.logosTip.hint' },
  logosPicture: { control: Picture, label: 'field.logosPicture', placeholder: 'field.picture.placeholder' },
  industry: { control: Prose, label: 'field.industry', placeholder: 'field.industry.placeholder' },
  logoName: { control: Prose, label: 'field.logoName', placeholder: 'field.logoName.placeholder' },
  logoPicture: { control: Picture, label: 'field.logoPicture', placeholder: 'field.picture.placeholder' },
  question: { control: Text, label: 'field.question', hint: 'field.question.hint' },
  questionLinkText: { control: Text, label: 'field.linkText' },
  questionLink: { control: Text, label: 'field.link' },

  other: { control: Text, label: 'field.other' },
} satisfies Record<string, FieldSpec>;

export type FieldName = keyof typeof specs;
export const fields: Record<FieldName, FieldSpec> = specs;
