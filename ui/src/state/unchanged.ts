// What stayed the same stays the same object, so that only what has changed is drawn anew: a block may have 2,000 items,
// and the core describes it whole.

/** `now`, made of what `before` has wherever both say the same. What has an `id` is found by it in a list, else by its place. */
export function unchanged<T>(before: unknown, now: T): T {
  if (before === now || !isObject(before) || !isObject(now)) return now;
  if (Array.isArray(now)) return Array.isArray(before) ? (list(before, now) as T) : now;
  if (Array.isArray(before)) return now;
  const keys = Object.keys(now);
  const made: Record<string, unknown> = {};
  let same = keys.length === Object.keys(before).length;
  for (const key of keys) {
    made[key] = unchanged(before[key], now[key]);
    same &&= made[key] === before[key] && key in before;
  }
  return (same ? before : made) as T;
}

function list(before: unknown[], now: unknown[]): unknown[] {
  const named = new Map(before.flatMap((one) => (idOf(one) === undefined ? [] : [[idOf(one), one] as const])));
  const made = now.map((one, index) => unchanged(idOf(one) === undefined ? before[index] : named.get(idOf(one)), one));
  return made.length === before.length && made.every((one, index) => one === before[index]) ? before : made;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const idOf = (value: unknown): unknown => (isObject(value) ? value.id : undefined);
