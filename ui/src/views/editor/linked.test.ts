import { expect, test } from 'vitest';

import { caseIn } from './linked';

test.each([
  ['harbour/', 'harbour'],
  ['./Harbour', 'harbour'],
  ['../case/harbour/?from=list#top', 'harbour'],
  ['/case/harbour/', 'harbour'],
  ['/zh/case/harbour', 'harbour'],
  ['../blog/harbour/', null],
  ['https://elsewhere.example/case/harbour/', null],
  ['harbour/more/', null],
  ['', null],
])('%s leads to %s', (link, name) => expect(caseIn(link)).toBe(name));
