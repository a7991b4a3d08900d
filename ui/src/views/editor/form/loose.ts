// Problems whose place has no field in the form (a list, a missing key, the part itself): shown at the card's head, so that
// none goes unseen.

import type { PartView, Problem } from '../../../ipc';
import { placeKey } from '../../../state/place';

export function looseProblems(view: PartView): Problem[] {
  if (view.problems.length === 0) return view.problems;
  const shown = new Set<string>();
  collect(view, shown);
  return view.problems.filter((problem) => !problem.place || !shown.has(placeKey(problem.place)));
}

function collect(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, into);
  else if (typeof value === 'object' && value !== null) {
    if ('place' in value && 'state' in value) {
      if (value.state !== 'missing') into.add(placeKey(value.place as Parameters<typeof placeKey>[0]));
    } else for (const [key, one] of Object.entries(value)) if (key !== 'problems') collect(one, into);
  }
}
