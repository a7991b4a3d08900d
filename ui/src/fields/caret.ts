// Text that came from elsewhere (undo, a reload) is written into a field by its difference only, so that the caret stays
// where the person left it.

/** The one stretch in which two texts differ: `before[start..end]` became `text`. */
export function difference(before: string, after: string): { start: number; end: number; text: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  // Never in the middle of a character outside the basic plane.
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  if (same > 0 && isLow(before.charCodeAt(before.length - same))) same--;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** Makes the field say `text`; caret and selection move only as far as the text around them did. */
export function rewrite(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  const edit = difference(field.value, text);
  field.setRangeText(edit.text, edit.start, edit.end, 'preserve');
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
