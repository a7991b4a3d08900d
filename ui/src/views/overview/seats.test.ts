import { expect, test } from 'vitest';

import { Seats } from './seats';

test('a line that stays keeps its seat, others take those that are free', () => {
  const seats = new Seats();
  expect(seats.take(['a', 'b', 'c'], true)).toEqual([0, 1, 2]);
  expect(seats.take(['c', 'd', 'e'], true)).toEqual([2, 0, 1]);
  expect(seats.take(['e', 'f', 'g', 'h'], true)).toEqual([1, 2, 0, 3]);
});

test('where seats are not reused, a new line has a new one', () => {
  const seats = new Seats();
  seats.take(['a', 'b'], true);
  expect(seats.take(['b', 'c'], false)).toEqual([1, 2]);
});
