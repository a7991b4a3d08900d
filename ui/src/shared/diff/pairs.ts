// Lines of a comparison, ready to show: how many were skipped, and which letters of a changed line differ.

import type { DiffLine } from '../../ipc';

export type Shown = DiffLine & {
  /** Lines left out, for `skipped`; none at the end, where it is not known. */
  skipped: number | null;
  /** The line in three: as in the other version, different, as in the other version. */
  parts: [string, string, string];
};

export function prepare(lines: DiffLine[]): Shown[] {
  const shown = lines.map((line): Shown => ({ ...line, skipped: null, parts: [line.text, '', ''] }));
  for (let at = 0; at < shown.length; ) {
    const removed = run(shown, at, 'removed');
    const added = run(shown, at + removed, 'added');
    // Line against line only when it is plain which belongs to which.
    if (removed === added) for (let i = 0; i < removed; i += 1) mark(shown[at + i]!, shown[at + removed + i]!);
    at += Math.max(1, removed + added);
  }
  shown.forEach((line, at) => {
    if (line.kind !== 'skipped') return;
    const next = shown[at + 1]?.new;
    if (next) line.skipped = next - 1 - (lastNumber(shown, at) ?? 0);
  });
  return shown;
}

function run(lines: Shown[], from: number, kind: DiffLine['kind']): number {
  let count = 0;
  while (lines[from + count]?.kind === kind) count += 1;
  return count;
}

function lastNumber(lines: Shown[], before: number): number | null {
  for (let at = before - 1; at >= 0; at -= 1) if (lines[at]?.new) return lines[at]!.new;
  return null;
}

function mark(old: Shown, now: Shown): void {
  const a = [...old.text];
  const b = [...now.text];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  // Nothing in common but blanks: the line is simply another one.
  if ((a.slice(0, head).join('') + a.slice(a.length - tail).join('')).trim() === '') return;
  old.parts = [a.slice(0, head).join(''), a.slice(head, a.length - tail).join(''), a.slice(a.length - tail).join('')];
  now.parts = [b.slice(0, head).join(''), b.slice(head, b.length - tail).join(''), b.slice(b.length - tail).join('')];
}
