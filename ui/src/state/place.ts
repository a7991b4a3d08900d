// A value's place as one string, `owner/key/key`: the core writes it into the page's `data-place`, the form into `data-field`.

import type { Place } from '../ipc';

export const placeKey = (place: Place): string => [place.owner, ...place.keys].join('/');

/** Keys that hold a slash themselves cannot be told apart; the core does not mark those on the page. */
export function parsePlace(text: string): Place | null {
  const [owner, ...keys] = text.split('/');
  const id = Number(owner);
  return owner && Number.isInteger(id) ? { owner: id, keys } : null;
}
