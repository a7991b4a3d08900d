// A text box knows only `\n`. What was typed goes back into the file's text without touching any other line's ending.

/** The text as a text box shows it. */
export const shown = (text: string) => text.replace(/\r\n?/g, '\n');

/** `original` with the change from `shown(original)` to `typed` made in it; new lines end as most of the file's do. */
export function withChange(original: string, typed: string): string {
  const before = shown(original);
  const most = Math.min(before.length, typed.length);
  let head = 0;
  while (head < most && before[head] === typed[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === typed[typed.length - 1 - tail]) tail += 1;
  const from = offsetIn(original, head);
  const to = offsetIn(original, before.length - tail);
  const middle = typed.slice(head, typed.length - tail).replaceAll('\n', ending(original));
  return original.slice(0, from) + middle + original.slice(to);
}

/** Where the `at`th character of the shown text stands in the file's text. */
function offsetIn(original: string, at: number): number {
  let offset = 0;
  for (let seen = 0; seen < at; seen += 1) offset += original.startsWith('\r\n', offset) ? 2 : 1;
  return offset;
}

function ending(text: string): string {
  const pairs = text.split('\r\n').length - 1;
  const feeds = text.split('\n').length - 1 - pairs;
  return pairs > feeds ? '\r\n' : '\n';
}
