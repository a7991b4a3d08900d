// The page's document inside the sandboxed frame. No script and no listener runs there: everything is done from here.

import { pictureUrl, type Patch, type Place } from '../../ipc';
import type { ListedSlot, OpenPage } from '../../state/page.svelte';
import { parsePlace, placeKey } from '../../state/place';
import { morph } from './morph';
import { spills } from './spilling';

export type Box = { left: number; top: number; width: number; height: number };

/** What a script finds in the place of a document's or a form's own methods, when it is called like one of them. */
const NAMED = 'button, embed, fieldset, form, iframe, img, input, object, output, select, textarea';

export class PageFrame {
  readonly #document: Document;
  /** The app's own sheet for the page. */
  readonly #bundled: HTMLLinkElement;
  /** The elements that stand for parts; looking for one among those of 2,000 blocks would be felt at each key. */
  #parts = new Map<string, HTMLElement>();
  /** Pictures not known to be there yet: only new ones are looked at. */
  #coming = new Set<HTMLImageElement>();
  /** Addresses without a picture: their places get a quiet sign instead of the browser's. */
  #missing = new Set<string>();
  /** The page that is shown. */
  #page: OpenPage | null = null;
  /** HTML of one block reaches into the next: only the page as a whole is what the site shows. */
  #spilt = false;
  /** Whether the page has shown a picture from elsewhere since it was loaded. */
  hasRemote = false;

  constructor(frame: HTMLIFrameElement) {
    this.#document = frame.contentDocument!;
    this.#bundled = this.#document.querySelector('link')!;
    // Addresses of pictures are the site's. The style sheet, above it, is the app's.
    const base = this.#document.createElement('base');
    base.href = pictureUrl('');
    this.#document.head.append(base);
  }

  /** Puts the site's own styles on, or the app's where it has none. A sheet made so loads no other sheet. */
  wear(css: string | null, address: string): void {
    const { CSSStyleSheet } = this.#document.defaultView as Window & typeof globalThis;
    const sheets = css === null ? [] : [new CSSStyleSheet({ baseURL: address })];
    // WebKit keeps what it made of a text, refused pictures and all: after a reload that allows them it must be another.
    if (css !== null) sheets[0]!.replaceSync(`${css}\n/* ${performance.timeOrigin} */`);
    this.#document.adoptedStyleSheets = sheets;
    this.#bundled.disabled = css !== null;
  }

  /** Shows a page from the beginning. */
  load(page: OpenPage): void {
    this.hasRemote = false;
    this.#page = page;
    const blocks = page.listed.some(({ view }) => spills(view.html)) ? null : this.#blocks(page.listed);
    this.#spilt = blocks === null;
    const main = blocks ? this.#parse(page.html) : this.#whole(page);
    this.#document.body.replaceChildren(...(main ? [main] : []));
    if (blocks) this.#list()?.replaceChildren(...blocks);
    this.#find();
    // What is around the blocks is from when the page was opened; it has gone on since.
    for (const slot of page.around) this.#replace(slot.key, slot.view.html);
  }

  patch(patches: Patch[]): void {
    if (this.#spilt || patches.some((patch) => 'part' in patch && spills(patch.part.html))) return this.#again();
    for (const patch of patches) {
      switch (patch.op) {
        case 'part':
          this.#replace(patch.part.key, patch.part.html);
          break;
        case 'insert':
          this.#add(patch.part.key, patch.part.html);
          this.#put(patch.part.key, patch.index);
          break;
        case 'remove':
          this.#drop(`block-${patch.id}`);
          break;
        case 'move':
          this.#put(`block-${patch.id}`, patch.to);
          break;
        case 'view':
          break;
      }
    }
  }

  /** In the page's own pixels. */
  get height(): number {
    return this.#document.body.scrollHeight;
  }

  /** How many pictures are still on their way. */
  get loading(): number {
    for (const image of this.#coming) {
      if (!image.complete && image.isConnected) continue;
      this.#coming.delete(image);
      if (image.isConnected && image.naturalWidth === 0 && image.src) this.#probe(image);
    }
    return this.#coming.size;
  }

  /** The field that is shown at a point. */
  placeAt(x: number, y: number): Place | null {
    const element = this.#document.elementFromPoint(x, y);
    const place = element?.closest<HTMLElement>('[data-place]')?.dataset.place;
    if (place) return parsePlace(place);
    // Between the fields of a part: the nearest one above, else its first.
    const part = element?.closest('[data-part]');
    const places = [...(part?.querySelectorAll<HTMLElement>('[data-place]') ?? [])].filter(isShown);
    const above = places.filter((one) => one.getBoundingClientRect().top <= y).at(-1);
    return parsePlace((above ?? places[0])?.dataset.place ?? '');
  }

  /** The field nearest to a point, wherever that is. */
  placeNear(x: number, y: number): Place | null {
    const here = this.placeAt(x, y);
    if (here) return here;
    const away = (one: Element) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    };
    const nearest = this.#shown().map((one) => ({ one, away: away(one) })).sort((a, b) => a.away - b.away)[0];
    return parsePlace(nearest?.one.dataset.place ?? '');
  }

  /** The field that is shown before or after another, in the page's order; the first one when that is not shown. */
  placeBeside(place: Place | null, step: 1 | -1): Place | null {
    const shown = [...new Set(this.#shown().map((one) => one.dataset.place!))];
    const at = place ? shown.indexOf(placeKey(place)) : -1;
    return parsePlace(shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)] ?? '');
  }

  /** What the page says there. */
  textOf(place: Place): string {
    const elements = this.#document.querySelectorAll(`[data-place="${CSS.escape(placeKey(place))}"]`);
    return Array.from(elements, (one) => one.textContent).join(' ').trim();
  }

  /** Moves what is too wide for the page at a point; false when nothing there is. */
  scrollAt(x: number, y: number, by: number): boolean {
    for (let one = this.#document.elementFromPoint(x, y); one; one = one.parentElement) {
      const before = one.scrollLeft;
      if (one.scrollWidth > one.clientWidth) one.scrollLeft += by;
      if (one.scrollLeft !== before) return true;
    }
    return false;
  }

  /**
   * Where a field is shown. What does not show itself has its item's place, or else its part's.
   */
  boxOf(place: Place, part: string): Box | null {
    const whole = this.#parts.get(part);
    if (!whole) return null;
    const own = boxOf(whole.querySelectorAll(`[data-place="${CSS.escape(placeKey(place))}"]`));
    if (own) return own;
    const isItem = place.owner !== 0 && part !== `block-${place.owner}`;
    const item = isItem && boxOf(whole.querySelectorAll(`[data-place^="${place.owner}/"]`));
    return item || boxOf([whole]);
  }

  #shown(): HTMLElement[] {
    return [...this.#document.querySelectorAll<HTMLElement>('[data-place]')].filter(isShown);
  }

  #find(): void {
    this.#parts = new Map([...this.#document.querySelectorAll<HTMLElement>('[data-part]')].map((one) => [one.dataset.part!, one]));
  }

  /** All at once, which is many times faster than one by one; none when one swallows the next. */
  #blocks(listed: ListedSlot[]): Element[] | null {
    const together = [...this.#parse(`<ul>${htmlOf(listed)}</ul>`)!.children] as HTMLElement[];
    return together.length === listed.length && together.every((one, at) => one.dataset.part === listed[at]!.key) ? together : null;
  }

  /** The page read in one go, as browsers read the site's. */
  #whole(page: OpenPage): HTMLElement | null {
    return this.#parse(page.html.replace(/<ul class=['"](ul-left|cases-ul)[^>]*>/, (list) => list + htmlOf(page.listed)));
  }

  /** Shows the page anew, as far as it differs. */
  #again(): void {
    const [page, main] = [this.#page!, this.#document.body.firstElementChild];
    const fresh = page.listed.some(({ view }) => spills(view.html)) && this.#whole(page);
    if (!fresh || !main) return this.load(page);
    this.#spilt = true;
    morph(main, fresh);
    this.#find();
    for (const slot of page.around) this.#replace(slot.key, slot.view.html);
  }

  #replace(key: string, html: string): void {
    const old = this.#parts.get(key);
    const fresh = old && this.#parse(html);
    if (fresh) this.#parts.set(key, morph(old, fresh) as HTMLElement);
  }

  #add(key: string, html: string): void {
    const element = this.#parse(html);
    if (element) this.#parts.set(key, element);
  }

  /** Among the blocks, `index` counted without the element itself. */
  #put(key: string, index: number): void {
    const element = this.#parts.get(key);
    const list = this.#list();
    if (!element || !list) return;
    element.remove();
    list.insertBefore(element, list.children[index] ?? null);
  }

  /** Drawings may have no size of their own, so the app looks whether there is a picture: no event leaves the frame. */
  #probe(suspect: HTMLImageElement): void {
    const address = suspect.getAttribute('src')!;
    const probe = new Image();
    probe.onerror = () => {
      this.#missing.add(address);
      for (const image of this.#document.images) if (image.getAttribute('src') === address) image.dataset.missing = '';
    };
    probe.src = suspect.src;
  }

  #drop(key: string): void {
    this.#parts.get(key)?.remove();
    this.#parts.delete(key);
  }

  #list(): Element | null {
    return this.#document.querySelector('.ul-left, .cases-ul');
  }

  #parse(html: string): HTMLElement | null {
    const template = this.#document.createElement('template');
    template.innerHTML = html;
    // None of these is seen, and no policy keeps a link from opening connections.
    for (const unseen of template.content.querySelectorAll('link, base, meta, script')) unseen.remove();
    const { matches, removeAttribute } = Element.prototype;
    for (const named of template.content.querySelectorAll(NAMED)) {
      removeAttribute.call(named, 'name');
      // Only there is it a name, too.
      if (matches.call(named, 'form *, [form], object')) removeAttribute.call(named, 'id');
    }
    // Style attributes that are parsed fall under the security policy; styles that are set do not.
    for (const styled of template.content.querySelectorAll<HTMLElement>('[style]')) {
      styled.style.cssText = styled.getAttribute('style')!;
    }
    for (const image of template.content.querySelectorAll('img')) {
      // The list page's pictures wait for a script of the site's.
      if (image.dataset.src && !image.hasAttribute('src')) image.src = image.dataset.src;
      this.#coming.add(image);
      this.hasRemote ||= /^(https?:)?\/\//i.test(image.getAttribute('src') ?? '');
      if (this.#missing.has(image.getAttribute('src') ?? '')) image.dataset.missing = '';
    }
    for (const block of template.content.querySelectorAll('[data-part^="block-"]')) markSpill(block);
    return template.content.firstElementChild as HTMLElement | null;
  }
}

const htmlOf = (listed: ListedSlot[]): string => listed.map((slot) => slot.view.html).join('');

/** Browsers end a paragraph where its Markdown makes a list or another paragraph: what follows shows the same field. */
function markSpill(block: Element): void {
  let place: string | undefined;
  for (const child of block.children as HTMLCollectionOf<HTMLElement>) {
    if (child.dataset.place) place = child.dataset.place;
    else if (child.querySelector('[data-place]')) place = undefined;
    else if (place) child.dataset.place = place;
  }
}

const isShown = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
};

/** Around all that shows of some elements; none when nothing does. */
function boxOf(elements: Iterable<Element>): Box | null {
  const boxes = [...elements].filter(isShown).map((one) => one.getBoundingClientRect());
  if (boxes.length === 0) return null;
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  return { left, top, width: right - left, height: bottom - top };
}
