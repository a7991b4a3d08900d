import { expect, test } from 'vitest';

import { device, fit } from './device';

test('a page is shown smaller where it does not fit, never larger', () => {
  expect(fit(device('desktop'), 580)).toMatchObject({ width: 1160, scale: 0.5 });
  expect(fit(device('desktop'), 1400)).toMatchObject({ width: 1400, scale: 1 });
  expect(fit(device('phone'), 600)).toMatchObject({ width: 375, scale: 1 });
  expect(fit(device('tablet'), 384)).toMatchObject({ width: 768, scale: 0.5 });
});
