// Times as people say them, in the chosen language.

import { t } from '.';
import { current } from './language.svelte';

/** Making one takes longer than all else in a line of a list, and each line asks for one. */
const made = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();

function format(ms: number, options: Intl.DateTimeFormatOptions): string {
  const name = `${current()} ${JSON.stringify(options)}`;
  const known = made.get(name) ?? new Intl.DateTimeFormat(current(), options);
  made.set(name, known);
  return known.format(ms);
}

/** "3 minutes ago", "12 May". */
export function when(ms: number, now = Date.now()): string {
  const seconds = Math.round((ms - now) / 1000);
  const ago = Math.abs(seconds);
  if (ago < 60) return t('time.now');
  if (ago < 3600) return relative(seconds / 60, 'minute');
  if (ago < 86400) return relative(seconds / 3600, 'hour');
  if (ago < 7 * 86400) return relative(seconds / 86400, 'day');
  return format(ms, { day: 'numeric', month: 'short', year: yearOf(ms, now) });
}

/** A moment within a sentence: only the time when it was today. */
export function momentOf(ms: number, now = new Date()): string {
  const today = new Date(ms).toDateString() === now.toDateString();
  const day = today ? {} : ({ day: 'numeric', month: 'long' } as const);
  return format(ms, { ...day, hour: 'numeric', minute: '2-digit' });
}

/** In full, for tooltips. */
export const fullTime = (ms: number) => format(ms, { dateStyle: 'long', timeStyle: 'short' });

/** A day: "Today", "Friday, 12 May". */
export function day(ms: number, now = Date.now()): string {
  const start = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const ago = Math.round((start(now) - start(ms)) / 86_400_000);
  if (ago === 0 || ago === 1) {
    const name = relative(-ago, 'day');
    return name.charAt(0).toUpperCase() + name.slice(1);
  }
  return format(ms, { weekday: 'long', day: 'numeric', month: 'long', year: yearOf(ms, now) });
}

/** A time of day. */
export const clock = (ms: number) => format(ms, { hour: 'numeric', minute: '2-digit' });

function relative(amount: number, unit: Intl.RelativeTimeFormatUnit): string {
  const known = relatives.get(current()) ?? new Intl.RelativeTimeFormat(current(), { numeric: 'auto' });
  relatives.set(current(), known);
  return known.format(Math.trunc(amount), unit);
}

/** This year's goes without saying. */
const yearOf = (ms: number, now: number) =>
  new Date(ms).getFullYear() === new Date(now).getFullYear() ? undefined : ('numeric' as const);
