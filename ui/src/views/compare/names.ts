// What a person calls a place of the page, by the keys and numbers that lead to it.

import { fields, type FieldName } from '../../fields/registry';
import type { PageKind } from '../../ipc';
import { t } from '../../locales';

/** The part of the page, and what in it. */
export type Name = { part: string; field: string };

const head: Record<string, FieldName> = { title: 'pageTitle', description: 'description', css: 'styleSheet' };
const banner: Record<string, FieldName> = { title: 'company', content: 'summary', image: 'bannerPicture' };
const listBanner: Record<string, FieldName> = { title: 'listTitle', content: 'listSummary', topImage: 'listPicture' };
const block: Record<string, FieldName> = { title: 'blockTitle', image: 'blockPicture', content: 'quote', author: 'author' };
const special: Record<string, FieldName> = { text: 'heading', level: 'level', link: 'link', bold: 'bold', color: 'colour' };
const row: Record<string, FieldName> = { title: 'rowLabel', content: 'rowValue' };
const card: Record<string, FieldName> = { icon: 'cardPicture', content: 'cardText', link: 'cardLink' };

export function nameOf(path: string[], kind: PageKind): Name {
  const [first = '', second = '', third = '', ...rest] = path;
  if (path.length === 1 && head[first]) return { part: t('editor.head'), field: label(head, first) };
  if (first === 'section1') return { part: t('editor.banner'), field: inside(kind === 'case' ? banner : listBanner, path.slice(1)) };
  if (kind === 'case' && first === 'section2') {
    if (second === 'listLeft') return third ? inBlock(third, rest) : { part: t('outside.blocks'), field: t('outside.order') };
    if (second === 'rightPart') return { part: t('editor.panel'), field: inPanel(third, rest) };
  }
  if (kind === 'list' && first === 'section2') {
    if (second !== 'caseList') return { part: t('editor.cards'), field: inside({}, path.slice(1)) };
    return third ? { part: t('outside.card', { n: third }), field: inside(card, rest) } : { part: t('outside.cards'), field: t('outside.order') };
  }
  if (kind === 'list' && first === 'section3') return { part: t('editor.logos'), field: inside({}, path.slice(1)) };
  return { part: t('editor.other'), field: path.join(' › ') };
}

function inBlock(number: string, [key = '', item = '', ...rest]: string[]): Name {
  const part = t('outside.block', { n: number });
  if (key !== 'contentList') return { part, field: inside(block, key ? [key] : []) };
  if (!item) return { part, field: t('outside.order') };
  const text = rest[0] === 'specialContent' && rest[1] ? label(special, rest[1]) : t('field.paragraph');
  return { part, field: t('outside.item', { n: item, what: rest.length > 0 ? text : t('outside.whole') }) };
}

function inPanel(key: string, [number = '', ...rest]: string[]): string {
  if (key === 'icon') return t('field.logo');
  if (key !== 'list') return inside({}, key ? [key] : []);
  return number ? t('outside.row', { n: number, what: inside(row, rest) }) : t('outside.order');
}

/** Nothing below: the thing as a whole. Keys without a name of their own are named as they are. */
const inside = (names: Record<string, FieldName>, path: string[]): string =>
  path.length === 0 ? t('outside.whole') : path.length === 1 ? label(names, path[0]!) : path.join(' › ');

const label = (names: Record<string, FieldName>, key: string): string => (names[key] ? t(fields[names[key]].label) : key);
