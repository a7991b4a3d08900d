import { expect, test } from 'vitest';

import { landing } from './reorder';

test('a thing put before another lands there once it is taken out', () => {
  const moved = (from: number, before: number) => {
    const list = ['a', 'b', 'c', 'd'];
    const [thing] = list.splice(from, 1);
    list.splice(landing(from, before), 0, thing!);
    return list.join('');
  };
  expect([moved(0, 2), moved(0, 4), moved(3, 0), moved(2, 1), moved(1, 1), moved(1, 2)]).toEqual([
    'bacd', 'bcda', 'dabc', 'acbd', 'abcd', 'abcd',
  ]);
});
