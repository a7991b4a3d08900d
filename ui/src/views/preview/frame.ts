// The page's document inside the sandboxed frame. No script and no listener runs there: everything is done from here.

import { pictureUrl, type Patch, type Place } from '../../ipc';
import type { OpenPage } from '../../state/page.svelte';
import { parsePlace, placeKey } from '../../state/place';
import { morph } from './morph';

export type Box = { left: number; top: number; width: number; height: number };

export class PageFrame {
  readonly #document: Document;
  /** The elements that stand for parts; looking for one among those of 2,000 blocks would be felt at each key. */
  #parts = new Map<string, HTMLElement>();
  /** Pictures not known to be there yet: only new ones are looked at. */
  #coming = new Set<HTMLImageElement>();
  /** Addresses without a picture: their places get a quiet sign instead of the browser's. */
  #missing = new Set<string>();

  constructor(frame: HTMLIFrameElement) {
    this.#document = frame.contentDocument!;
    // Addresses of pictures are the site's. The style sheet, above it, is the app's.
    const base = this.#document.createElement('base');
    base.href = pictureUrl('');
    this.#document.head.append(base);
  }

  /** Shows a page from the beginning. */
  load(page: OpenPage): void {
    const main = this.#parse(page.html);
    this.#document.body.replaceChildren(...(main ? [main] : []));
    this.#parts = new Map([...this.#document.querySelectorAll<HTMLElement>('[data-part]')].map((one) => [one.dataset.part!, one]));
    // The page's html is from when it was opened; its parts have gone on since.
    const gone = new Set([...this.#parts.keys()].filter((key) => key.startsWith('block-')));
    const list = this.#list();
    for (const slot of page.blocks) {
      if (!gone.delete(slot.key)) this.#add(slot.key, slot.view.html);
      const element = this.#parts.get(slot.key);
      if (element) list?.append(element);
    }
    for (const key of gone) this.#drop(key);
    for (const slot of page.slots()) this.#replace(slot.key, slot.view.html);
  }

  patch(patches: Patch[]): void {
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

  /** Whether the page shows pictures from elsewhere. */
  get hasRemote(): boolean {
    return this.#document.querySelector('img[src^="http:"], img[src^="https:"], img[src^="//"]') !== null;
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
    const places = [...(part?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
    const above = places.filter((one) => one.getBoundingClientRect().top <= y).at(-1);
    return parsePlace((above ?? places[0])?.dataset.place ?? '');
  }

  /** Where a field is shown; the whole part, when the field itself is not on the page. */
  boxOf(place: Place, part: string): Box | null {
    const whole = this.#parts.get(part);
    const element = whole?.querySelector(`[data-place="${CSS.escape(placeKey(place))}"]`) ?? whole;
    if (!element) return null;
    const { left, top, width, height } = element.getBoundingClientRect();
    return width || height ? { left, top, width, height } : null;
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
    return this.#document.querySelector('.ul-left');
  }

  #parse(html: string): HTMLElement | null {
    const template = this.#document.createElement('template');
    template.innerHTML = html;
    // Style attributes that are parsed fall under the security policy; styles that are set do not.
    for (const styled of template.content.querySelectorAll<HTMLElement>('[style]')) {
      styled.style.cssText = styled.getAttribute('style')!;
    }
    for (const image of template.content.querySelectorAll('img')) {
      this.#coming.add(image);
      if (this.#missing.has(image.getAttribute('src') ?? '')) image.dataset.missing = '';
    }
    return template.content.firstElementChild as HTMLElement | null;
  }
}
