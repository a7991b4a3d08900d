// Problems counted by level.

import type { Level } from '../ipc';

export type Counts = Record<Level, number>;

export const levels: Level[] = ['error', 'warning', 'hint'];

export function count(problems: Iterable<{ level: Level }>): Counts {
  const counts: Counts = { error: 0, warning: 0, hint: 0 };
  for (const { level } of problems) counts[level]++;
  return counts;
}

/** All of these together. */
export function total(all: Iterable<Counts>): Counts {
  const sum: Counts = { error: 0, warning: 0, hint: 0 };
  for (const counts of all) for (const level of levels) sum[level] += counts[level];
  return sum;
}

export const worst = (counts: Counts): Level | null => levels.find((level) => counts[level] > 0) ?? null;
