// Every word a person reads: `t('overview.count', { n: 3 })`. Texts are ICU messages; both catalogs hold the same keys.

import { IntlMessageFormat } from 'intl-messageformat';

import en from './en.json';
import { current, type Language } from './language.svelte';
import zh from './zh.json';

export { choose, current, fromSystem, type Language } from './language.svelte';
export { clock, day, fullTime, momentOf, when } from './time';

export type Key = keyof typeof en;
export type Params = Record<string, string | number>;

const catalogs: Record<Language, Record<string, string>> = { en, zh };
const formats = new Map<string, IntlMessageFormat>();

/** The words of a key in the chosen language. */
export function t(key: Key, params?: Params): string {
  return message(current(), key, params) ?? key;
}

/** The words of something the core names by a code: `words('failure', failure)`. An unknown code still gets a sentence. */
export function words(kind: 'failure' | 'fault' | 'problem' | 'asText' | 'mend' | 'check' | 'exchange', what: { code: string; params?: Params }): string {
  const params = { ...what.params };
  for (const name of kind === 'exchange' ? ['language', 'from', 'to'] : ['language']) {
    if (typeof params[name] === 'string') params[name] = languageName(params[name]);
  }
  return (
    message(current(), `${kind}.${what.code}`, params) ??
    message(current(), `${kind}.unknown`, { code: what.code }) ??
    what.code
  );
}

/** A language by its code, in the chosen language. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(current(), { type: 'language' }).of(code) ?? code;
  } catch {
    // It is no code.
    return code;
  }
}

function message(language: Language, key: string, params: Params | undefined): string | undefined {
  const text = catalogs[language][key];
  if (text === undefined || !text.includes('{')) return text;
  const name = `${language} ${key}`;
  let format = formats.get(name);
  if (!format) {
    format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    formats.set(name, format);
  }
  try {
    return String(format.format(params));
  } catch {
    return text;
  }
}
