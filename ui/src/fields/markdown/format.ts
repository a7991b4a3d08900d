// Marks around a selection. Values in, values out: a text with its selection, and the same after.

export type Marked = { text: string; start: number; end: number };

/** Puts `mark` around the selection, or takes it away where it already is. */
export function toggle({ text, start, end }: Marked, mark: '**' | '`'): Marked {
  // Blanks at the edge stay outside: `** word**` would not be bold.
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  const size = mark.length;
  const chosen = text.slice(start, end);
  if (chosen.length >= 2 * size && chosen.startsWith(mark) && chosen.endsWith(mark)) {
    const inner = chosen.slice(size, -size);
    return { text: text.slice(0, start) + inner + text.slice(end), start, end: start + inner.length };
  }
  if (text.slice(0, start).endsWith(mark) && text.slice(end).startsWith(mark)) {
    const kept = text.slice(0, start - size) + chosen + text.slice(end + size);
    return { text: kept, start: start - size, end: end - size };
  }
  return { text: text.slice(0, start) + mark + chosen + mark + text.slice(end), start: start + size, end: end + size };
}

/** Makes the selection a link; what is still to be filled in is selected. */
export function link({ text, start, end }: Marked): Marked {
  const chosen = text.slice(start, end);
  const isAddress = /^(https?:\/\/|\/|mailto:)\S+$/.test(chosen);
  const [words, address] = isAddress ? ['', chosen] : [chosen, 'https://'];
  const whole = `[${words}](${address})`;
  const at = start + (words && !isAddress ? words.length + 3 : 1);
  return { text: text.slice(0, start) + whole + text.slice(end), start: at, end: words ? at + address.length : at };
}
