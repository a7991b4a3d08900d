// The problems of the open page in the order of the form.

import type { Place, Problem } from '../ipc';
import type { OpenPage, Slot } from './page.svelte';
import { placeKey } from './place';

/** A problem and the part of the form that it is in. */
export type Located = { problem: Problem; slot: Slot };

/** All problems of a page from the top of the form to its end. */
export function located(page: OpenPage): Located[] {
  return page.slots().flatMap((slot) => {
    // Lines of a part that was not touched may be old; their order is not.
    const inOrder = slot.view.problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return inOrder.map((problem) => ({ problem, slot }));
  });
}

/**
 * The problem after, or before, the one that was gone to (`at`), or else the place that has the focus; round at the ends.
 */
export function beside(all: Located[], at: Located | null, focused: Place | null, part: string, step: 1 | -1): Located | null {
  if (all.length === 0) return null;
  const key = focused && placeKey(focused);
  const same = (one: Located) => at !== null && one.problem.code === at.problem.code && samePlace(one.problem.place, at.problem.place);
  let index = all.findIndex(same);
  if (index < 0) index = all.findIndex(({ problem }) => problem.place && placeKey(problem.place) === key);
  if (index < 0) {
    const first = all.findIndex(({ slot }) => slot.key === part);
    if (first >= 0) return all[step > 0 ? first : (first - 1 + all.length) % all.length]!;
    return all[step > 0 ? 0 : all.length - 1]!;
  }
  return all[(index + step + all.length) % all.length]!;
}

const samePlace = (a: Place | null, b: Place | null) => (a && placeKey(a)) === (b && placeKey(b));
