// Makes an element the same as a newer one by replacing what differs and nothing else: pictures that are loaded stay
// loaded, and the browser lays out as little as can be.

/** The element that now stands there: `old` made like `fresh`, or `fresh` itself. */
export function morph(old: Element, fresh: Element): Element {
  if (old.tagName !== fresh.tagName || !sameAttributes(old, fresh)) {
    old.replaceWith(fresh);
    return fresh;
  }
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head]!.isEqualNode(after[head]!)) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail)!.isEqualNode(after.at(-1 - tail)!)) tail++;

  const [was, is] = [before[head], after[head]];
  if (before.length - tail - head === 1 && after.length - tail - head === 1 && was && is) {
    if (isElement(was) && isElement(is)) {
      morph(was, is);
      return old;
    }
    if (was.nodeType === 3 && is.nodeType === 3) {
      was.nodeValue = is.nodeValue;
      return old;
    }
  }
  const end = before[before.length - tail] ?? null;
  for (const node of before.slice(head, before.length - tail)) node.remove();
  for (const node of after.slice(head, after.length - tail)) old.insertBefore(node, end);
  return old;
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

const sameAttributes = (a: Element, b: Element): boolean =>
  a.attributes.length === b.attributes.length && [...a.attributes].every(({ name, value }) => b.getAttribute(name) === value);
