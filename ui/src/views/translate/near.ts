// A change within a long text, with only what stands near it.

import type { Run } from '../../ipc';

/** Letters kept on either side. */
const NEAR = 16;

export function near(runs: Run[]): Run[] {
  return runs.map((run, at) => {
    if (run.kind !== 'same') return run;
    const letters = [...run.text];
    const before = at === 0 ? '' : letters.slice(0, NEAR).join('');
    const after = at === runs.length - 1 ? '' : letters.slice(-NEAR).join('');
    const most = (before ? NEAR : 0) + (after ? NEAR : 0);
    return letters.length <= most + 1 ? run : { ...run, text: `${before}…${after}` };
  });
}
