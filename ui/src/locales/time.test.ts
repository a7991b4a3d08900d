import { afterEach, expect, it } from 'vitest';

import { choose, current, day, fullTime, when } from '.';

const now = new Date(2026, 4, 20, 12).getTime();
const [minute, hour] = [60_000, 3_600_000];
const before = current();

afterEach(() => choose(before));

it('says how long ago something was, then when', () => {
  choose('en');
  const ago = (ms: number) => when(now - ms, now);
  expect(ago(20_000)).toBe('just now');
  expect(ago(3 * minute)).toBe('3 minutes ago');
  expect(ago(25 * hour)).toBe('yesterday');
  expect(ago(8 * 24 * hour)).toBe('May 12');
  expect(ago(365 * 24 * hour)).toBe('May 20, 2025');
  expect(day(now - 24 * hour, now)).toBe('Yesterday');
  expect(day(now - 8 * 24 * hour, now)).toBe('Tuesday, May 12');
});

it('follows the language, also what was said before', () => {
  const said = () => [when(now - 3 * hour, now), when(now - 8 * 24 * hour, now), day(now - 24 * hour, now), fullTime(now)];
  choose('zh');
  expect(said()).toEqual(['3小时前', '5月12日', '昨天', '2026年5月20日 12:00']);
  choose('en');
  expect(said()).toEqual(['3 hours ago', 'May 12', 'Yesterday', expect.stringMatching(/^May 20, 2026 at 12:00/)]);
});
