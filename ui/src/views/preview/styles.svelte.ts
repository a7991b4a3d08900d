// The site's own styles for the page: asked for at once, and again while the page is shown, as others may work on them.

import * as ipc from '../../ipc';
import type { Failure } from '../../ipc';

/** How often their files are looked at, in milliseconds: a handful of them, by the core. */
const EVERY = 2000;

export class SiteStyles {
  /** The CSS; null while the app's own sheet serves. */
  css = $state.raw<string | null>(null);
  /** Where the site would have it: addresses in it begin there. */
  address = '';
  /** Why the site's cannot be used. */
  failure = $state.raw<Failure | null>(null);
  /** It is known which styles the page has. */
  ready = $state(false);

  #sheet = '';
  #known: number | null = null;
  #asking = false;

  /** Follows the styles of pages that name this sheet, until the answer is called. */
  follow(sheet: string): () => void {
    this.#sheet = sheet;
    this.#known = null;
    // A name that is being typed names no sheet yet; the page's first one is wanted now.
    const soon = setTimeout(() => void this.#ask(), this.ready ? 300 : 0);
    const timer = setInterval(() => document.visibilityState === 'visible' && void this.#ask(), EVERY);
    const ask = () => void this.#ask();
    window.addEventListener('focus', ask);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      window.removeEventListener('focus', ask);
    };
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const sheet = this.#sheet;
    try {
      const styles = await ipc.styles(sheet, this.#known);
      if (styles && sheet === this.#sheet) {
        this.#known = styles.number;
        this.address = ipc.pictureUrl(sheet.trim().replace(/\.\w+$/, '.css'));
        this.css = styles.css;
        this.failure = styles.failure;
      }
    } catch {
      // No site is open any more; the page is about to go.
    }
    this.#asking = false;
    this.ready = true;
  }
}
