// Every word a person reads: `t('overview.count', { n: 3 })`. Texts are ICU messages; both catalogs hold the same keys.

import { IntlMessageFormat } from 'intl-messageformat';

import en from './en.json';
import { current, type Language } from './language.svelte';
import zh from './zh.json';

export { choose, current, fromSystem, type Language } from './language.svelte';

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

/** A time as people say it: "3 minutes ago", "12 May". */
export function when(ms: number, now = Date.now()): string {
  const seconds = Math.round((ms - now) / 1000);
  const ago = Math.abs(seconds);
  const relative = new Intl.RelativeTimeFormat(current(), { numeric: 'auto' });
  if (ago < 60) return t('time.now');
  if (ago < 3600) return relative.format(Math.trunc(seconds / 60), 'minute');
  if (ago < 86400) return relative.format(Math.trunc(seconds / 3600), 'hour');
  if (ago < 7 * 86400) return relative.format(Math.trunc(seconds / 86400), 'day');
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(current(), { day: 'numeric', month: 'short', year: sameYear ? undefined : 'numeric' }).format(ms);
}

/** A moment within a sentence: only the time when it was today. */
export function momentOf(ms: number, now = new Date()): string {
  const today = new Date(ms).toDateString() === now.toDateString();
  const day = today ? {} : ({ day: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat(current(), { ...day, hour: 'numeric', minute: '2-digit' }).format(ms);
}

/** A time in full, for tooltips. */
export const fullTime = (ms: number) =>
  new Intl.DateTimeFormat(current(), { dateStyle: 'long', timeStyle: 'short' }).format(ms);

/** A day as people say it: "Today", "Friday, 12 May". */
export function day(ms: number, now = Date.now()): string {
  const start = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const ago = Math.round((start(now) - start(ms)) / 86_400_000);
  if (ago === 0 || ago === 1) {
    const name = new Intl.RelativeTimeFormat(current(), { numeric: 'auto' }).format(-ago, 'day');
    return name.charAt(0).toUpperCase() + name.slice(1);
  }
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(current(), { weekday: 'long', day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' }).format(ms);
}

/** A time of day. */
export const clock = (ms: number) => new Intl.DateTimeFormat(current(), { hour: 'numeric', minute: '2-digit' }).format(ms);

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
