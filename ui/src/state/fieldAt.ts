// A part's field by its place: the bench names texts by their places, the form's fields are where the core put them.

import type { Field, PartView, Place } from '../ipc';
import { placeKey } from './place';

export function fieldAt(view: PartView, place: Place): Field | undefined {
  return find(view, placeKey(place));
}

function find(within: unknown, key: string): Field | undefined {
  if (typeof within !== 'object' || within === null) return undefined;
  if (isField(within)) return placeKey(within.place) === key ? within : undefined;
  for (const [name, value] of Object.entries(within)) {
    // Problems have places as well.
    const found = name === 'problems' || name === 'html' ? undefined : find(value, key);
    if (found) return found;
  }
  return undefined;
}

const isField = (value: object): value is Field => 'place' in value && 'state' in value && 'text' in value;
