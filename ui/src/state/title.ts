// What a window is called, in its bar and where the system lists windows: the page, its site, the app.

import { t } from '../locales';
import { isMac } from '../shared/keys';
import { app } from './app.svelte';
import { notesOf } from './bench.svelte';
import { opened } from './document.svelte';

/** More of a name is of no use to anybody there. */
const LONGEST = 100;

/** The title, as things stand. What is unsaved is marked as the system does it: in words on a Mac, elsewhere by a dot. */
export function title(): string {
  const page = opened.current;
  const parts = [page && app.site ? nameOf(page.name, page.language) : '', app.site?.name ?? '', 'Casebook'];
  const whole = parts.map((part) => part.trim().slice(0, LONGEST)).filter(Boolean).join(' — ');
  if (!page?.status.dirty && notesOf(page) === 0) return whole;
  return isMac ? t('window.edited', { title: whole }) : `● ${whole}`;
}

/** Pages of one case are often called the same in each language. */
function nameOf(name: string, code: string): string {
  const languages = app.site?.languages ?? [];
  const language = languages.length > 1 && languages.find((language) => language.code === code);
  return language ? `${name.slice(0, LONGEST)} (${language.name || code})` : name;
}
