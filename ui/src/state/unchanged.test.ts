import { describe, expect, it } from 'vitest';

import { unchanged } from './unchanged';

const item = (id: number, text: string) => ({ id, content: { text, state: 'quoted' }, other: [] as string[] });

describe('what stayed the same', () => {
  it('is the same object, and what has changed is not', () => {
    const before = { key: 'block-1', items: [item(1, 'a'), item(2, 'b')], problems: [{ code: 'empty' }] };
    const now = { key: 'block-1', items: [item(1, 'a'), item(2, 'bc')], problems: [{ code: 'empty' }] };
    const made = unchanged(before, now);
    expect(made).toEqual(now);
    expect(made.items[0]).toBe(before.items[0]);
    expect(made.items[1]).not.toBe(before.items[1]);
    expect(made.problems).toBe(before.problems);
    expect(unchanged(before, structuredClone(before))).toBe(before);
  });

  it('is found by its name wherever it is now', () => {
    const before = [item(1, 'a'), item(2, 'b')];
    const made = unchanged(before, [item(3, 'new'), item(1, 'a'), item(2, 'b')]);
    expect(made.slice(1)).toEqual(before);
    expect(made[1]).toBe(before[0]);
    expect(made[2]).toBe(before[1]);
    expect(unchanged(before, [item(2, 'b'), item(1, 'a')]).map(({ id }) => id)).toEqual([2, 1]);
    expect(unchanged(before, [item(1, 'a')])).toEqual([before[0]]);
  });

  it('is never taken from what only looks alike', () => {
    expect(unchanged<unknown>({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
    expect(unchanged<unknown>([], {})).toEqual({});
    expect(unchanged<unknown>({}, [])).toEqual([]);
    expect(unchanged<unknown>(null, { a: null })).toEqual({ a: null });
    expect(unchanged<unknown>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  });
});
