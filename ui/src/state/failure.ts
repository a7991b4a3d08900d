import type { Failure } from '../ipc';

/** What the core rejects with, or a plain sentence for what should not happen. */
export function asFailure(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Failure;
  return { code: 'unexpected', params: { message: String(error) } };
}
