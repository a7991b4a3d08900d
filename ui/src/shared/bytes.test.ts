import { expect, test } from 'vitest';

import { sizeText } from './bytes';

test('two digits are enough', () => {
  expect([0, 40, 2_449, 18_400, 999_700, 2_440_000, 31_200_000].map((bytes) => sizeText(bytes, 'en'))).toEqual([
    '0.1 KB',
    '0.1 KB',
    '2.4 KB',
    '18 KB',
    '1 MB',
    '2.4 MB',
    '31 MB',
  ]);
});
