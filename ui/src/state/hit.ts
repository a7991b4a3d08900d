// Where on the open page a search has found its words.

import type { Field, Hit, Place } from '../ipc';
import type { OpenPage, Slot } from './page.svelte';

/** The first field of the form that holds what was found, with the words around it. */
export function placeOf(page: OpenPage, hit: Hit): Place | null {
  // An ellipsis stands for what was cut off.
  const words = hit.before.replace(/^…/, '') + hit.found + hit.after.replace(/…$/, '');
  return fields(page.slots()).find((field) => field.text.includes(words))?.place ?? null;
}

/** All fields of these parts, in their order. */
export const fields = (slots: Slot[]) => slots.flatMap((slot) => below(slot.view));

/** A part of the form is a tree of lists and groups, with the fields as its leaves. */
function below(value: unknown): Field[] {
  if (value === null || typeof value !== 'object') return [];
  return isField(value) ? [value] : Object.values(value).flatMap(below);
}

const isField = (value: object): value is Field => 'place' in value && 'text' in value && 'state' in value;
