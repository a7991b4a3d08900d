import { beforeEach, expect, test } from 'vitest';

import type { SiteView, Status, View } from '../ipc';
import { toasts } from '../shared/toast.svelte';
import { app } from './app.svelte';
import { deeds } from './deeds.svelte';
import { OpenDocument } from './document.svelte';
import { tellStep } from './step';

const told = () => toasts.filter((toast) => toast.action).map((toast) => toast.text);

beforeEach(() => toasts.splice(0));

test('the way back is shown for the latest deed alone', () => {
  deeds.tell('one');
  deeds.tell('two');
  expect(told()).toEqual(['two']);
});

test('undo takes the way back along', async () => {
  deeds.tell('one');
  app.site = { root: '/', languages: [] } as unknown as SiteView;
  await deeds.undo();
  app.site = null;
  expect(told()).toEqual([]);
});

test('the way back of a step goes with the next one, and not with what is no step', () => {
  const view: View = { as: 'text', text: '', fault: null } as unknown as View;
  const status = (revision: number) => ({ revision }) as Status;
  const page = new OpenDocument({ doc: 1, path: 'a.md', view, status: status(1) } as never);
  tellStep(page, 'deleted', () => {});
  page.show(view);
  expect(told()).toEqual(['deleted']);
  page.status = status(2);
  page.show(view);
  expect(told()).toEqual([]);
});
