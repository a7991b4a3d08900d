// Makes an element the same as a newer one by changing what differs and nothing else: pictures that are loaded stay
// loaded, and the browser lays out as little as can be.

/** The element that now stands there: `old` made like `fresh`, or `fresh` itself. */
export function morph(old: Element, fresh: Element): Element {
  if (old.tagName !== fresh.tagName || (old.tagName === 'IMG' && !sameAttributes(old, fresh))) {
    old.replaceWith(fresh);
    return fresh;
  }
  if (!sameAttributes(old, fresh)) dress(old, fresh);
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head]!.isEqualNode(after[head]!)) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail)!.isEqualNode(after.at(-1 - tail)!)) tail++;

  const gone = before.slice(head, before.length - tail);
  const come = after.slice(head, after.length - tail);
  if (gone.length === come.length) {
    gone.forEach((was, at) => become(was, come[at]!));
    return old;
  }
  const end = before[before.length - tail] ?? null;
  for (const node of gone) old.removeChild(node);
  for (const node of come) old.insertBefore(node, end);
  return old;
}

function become(was: Node, is: Node): void {
  if (was.isEqualNode(is)) return;
  if (isElement(was) && isElement(is)) morph(was, is);
  else if (was.nodeType === 3 && is.nodeType === 3) was.nodeValue = is.nodeValue;
  else was.parentNode?.replaceChild(is, was);
}

/** The same attributes; styles through CSSOM, as the security policy forbids their attribute. */
function dress(old: Element, fresh: Element): void {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value) continue;
    if (name === 'style') (old as HTMLElement).style.cssText = value;
    else old.setAttribute(name, value);
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

const sameAttributes = (a: Element, b: Element): boolean =>
  a.attributes.length === b.attributes.length && [...a.attributes].every(({ name, value }) => b.getAttribute(name) === value);
