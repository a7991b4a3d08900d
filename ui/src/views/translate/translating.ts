// The way to the bench: a page with its translation goes there, one without is asked about first.

import * as ipc from '../../ipc';
import { app } from '../../state/app.svelte';
import { cases } from '../../state/cases.svelte';
import { deeds } from '../../state/deeds.svelte';

export async function translate(path: string): Promise<void> {
  if (await app.openBench(path)) return;
  const row = cases.rows?.find(({ pages }) => pages.some((page) => page.path === path));
  const language = absent(row?.pages.map((page) => page.language) ?? [])[0];
  if (!language) return;
  await translateInto(path, language, row?.pages.find((page) => page.path === path)?.company || row?.slug || path);
}

/** Asks how a page is to be made in another language. The open page is left first, as for any deed on a whole case. */
export async function translateInto(path: string, language: string, name: string): Promise<void> {
  const { source } = await ipc.benchPages(path);
  await deeds.translate(source ?? path, language, name);
}

/** The site's languages that a case has no page in. */
export const absent = (there: string[]): string[] =>
  (app.site?.languages ?? []).map(({ code }) => code).filter((code) => !there.includes(code));
