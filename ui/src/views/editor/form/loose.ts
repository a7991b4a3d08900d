// Problems whose place has no field in the form (a list, the part itself): shown at the card's head, so that
// none goes unseen.

import type { PartView, Problem } from '../../../ipc';
import { placeKey } from '../../../state/place';

export function looseProblems(view: PartView): Problem[] {
  if (view.problems.length === 0) return view.problems;
  const shown = new Set<string>();
  collect(view, shown);
  return view.problems.filter((problem) => !problem.place || !shown.has(placeKey(problem.place)));
}

/** What the heading or link of an item does not have has no field of its own (`sparing`); all else has one, also when it is missing. */
function collect(value: unknown, into: Set<string>, sparing = false): void {
  if (Array.isArray(value)) for (const one of value) collect(one, into, sparing);
  else if (typeof value === 'object' && value !== null) {
    if ('place' in value && 'state' in value) {
      if (!sparing || value.state !== 'missing') into.add(placeKey(value.place as Parameters<typeof placeKey>[0]));
    } else {
      const special = 'special' in value && value.special !== null;
      for (const [key, one] of Object.entries(value)) if (key !== 'problems') collect(one, into, sparing || special);
    }
  }
}
