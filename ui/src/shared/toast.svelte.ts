// Short messages at the window's foot: what was done and the way back, or what failed.

export type Toast = {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  action?: { label: string; run: () => void };
};

let last = 0;

export const toasts = $state<Toast[]>([]);

/** Says something; the newest three stay in sight. Failures stay until they are closed. */
export function toast(text: string, options: { kind?: Toast['kind']; action?: Toast['action'] } = {}): number {
  const id = ++last;
  const kind = options.kind ?? 'done';
  toasts.push({ id, text, kind, action: options.action });
  if (toasts.length > 3) toasts.shift();
  if (kind === 'done') setTimeout(() => dismiss(id), options.action ? 8000 : 4000);
  return id;
}

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
