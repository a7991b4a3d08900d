// Up and down go from row to row of a list of problems, Home and End to its ends. Rows are what has `data-problem`.

export function arrows(list: HTMLElement): () => void {
  const keydown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.closest('[data-problem], [data-list]')) return;
    const rows = [...list.querySelectorAll<HTMLElement>('[data-problem]')];
    const row = event.target.closest('li')?.querySelector<HTMLElement>('[data-problem]');
    const at = row ? rows.indexOf(row) : -1;
    const to =
      event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : null;
    if (to === null) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  list.addEventListener('keydown', keydown);
  return () => list.removeEventListener('keydown', keydown);
}
