// HTML that an author leaves open in a paragraph changes what follows on the page, as far as the page goes.

/** Elements that have no end. */
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** Whether what follows some HTML may be shown otherwise because of it. Said too often rather than too seldom. */
export function spills(html: string): boolean {
  if (html.includes('<!--')) return true;
  const open: string[] = [];
  for (const [, end, tag] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    const name = tag!.toLowerCase();
    if (VOID.has(name)) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return true;
  }
  return open.length > 0;
}
