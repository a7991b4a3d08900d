// The site's pictures, as the library shows them; and what is done to them.

import * as ipc from '../ipc';
import type { Failure, Picture } from '../ipc';
import { asFailure } from './failure';

export type LibraryFilter = 'all' | 'unused' | 'heavy';

class Library {
  shown = $state(false);
  /** Takes the one that is chosen for a field; absent when the library is only looked after. */
  choose = $state.raw<((picture: Picture) => void) | null>(null);
  pictures = $state.raw<Picture[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  search = $state('');
  filter = $state<LibraryFilter>('all');
  /** The path of the one whose details are shown. */
  selected = $state('');

  found = $derived(matching(this.pictures ?? [], this.search, this.filter));
  current = $derived(this.found.find((picture) => picture.path === this.selected) ?? null);

  /** Opens it; `address` is the picture that is there now. */
  open(choose: ((picture: Picture) => void) | null, address = ''): void {
    this.choose = choose;
    this.search = '';
    this.filter = 'all';
    this.pictures = null;
    this.shown = true;
    void this.load().then(() => {
      const bare = address.replace(/^\//, '');
      const now = this.pictures?.find((picture) => picture.address === `/${bare}`);
      this.selected = now?.path ?? '';
    });
  }

  close(): void {
    this.shown = false;
    this.choose = null;
  }

  async load(): Promise<void> {
    try {
      this.pictures = await ipc.listPictures();
      this.failure = null;
    } catch (error) {
      this.failure = asFailure(error);
    }
  }
}

export const library = new Library();

/** Pictures that hold every word in their names or in the names of the pages that use them. */
export function matching(pictures: Picture[], search: string, filter: LibraryFilter): Picture[] {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean);
  return pictures.filter((picture) => {
    if (filter === 'unused' && !picture.unused) return false;
    if (filter === 'heavy' && !picture.heavy) return false;
    if (parts.length === 0) return true;
    const names = [picture.path, ...picture.uses.flatMap((use) => [use.page, use.company])].join('\n').toLowerCase();
    return parts.every((part) => names.includes(part));
  });
}
