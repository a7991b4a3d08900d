// Moving things by hand: a pointer takes a `data-grip`, a line shows where the thing would go, Escape gives up.
// Works on windowed lists too: what is not in the document is reached by scrolling there.
//
// Each thing carries `data-sort` (its list), `data-id` and `data-index`; `data-across` on it when they stand side by side.

export type Drop = (list: string, id: number, to: number) => void;

/** Where a thing at `from` ends up when it is put before the one at `before`, counted after it was taken out. */
export const landing = (from: number, before: number): number => (before > from ? before - 1 : before);

/** An attachment for an element that holds the things. */
export const reorder = (drop: Drop) => (scroller: HTMLElement) => {
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const grip = event.target.closest('[data-grip]');
    const thing = grip?.closest<HTMLElement>('[data-sort]');
    if (thing) follow(event, thing, scroller, drop);
  };
  scroller.addEventListener('pointerdown', down);
  return () => scroller.removeEventListener('pointerdown', down);
};

const SLACK = 4;
const EDGE = 48;

function follow(start: PointerEvent, thing: HTMLElement, scroller: HTMLElement, drop: Drop) {
  const list = thing.dataset.sort!;
  const id = Number(thing.dataset.id);
  const from = Number(thing.dataset.index);
  const line = document.createElement('div');
  line.className = 'drop-line';
  let last = start;
  let dragging = false;
  let before: number | null = null;
  let frame = 0;

  const view = scrolling(thing) ?? scroller;
  const things = () => [...scroller.querySelectorAll<HTMLElement>(`[data-sort="${list}"]`)].filter((one) => one.offsetParent);

  function show() {
    const target = spot(things(), last.clientX, last.clientY);
    before = target && target.before;
    if (!target) return;
    const { left, top, width, height } = target.line;
    Object.assign(line.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  }

  function scroll() {
    const box = view.getBoundingClientRect();
    const above = box.top + EDGE - last.clientY;
    const below = last.clientY - (box.bottom - EDGE);
    const by = above > 0 ? -above : below > 0 ? below : 0;
    if (by) {
      view.scrollTop += by / 4;
      show();
    }
    frame = requestAnimationFrame(scroll);
  }

  function moved(event: PointerEvent) {
    last = event;
    if (!dragging) {
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLACK) return;
      dragging = true;
      document.body.append(line);
      document.documentElement.classList.add('moving');
      thing.classList.add('moved');
      frame = requestAnimationFrame(scroll);
    }
    event.preventDefault();
    show();
  }

  function end(done: boolean) {
    cancelAnimationFrame(frame);
    line.remove();
    document.documentElement.classList.remove('moving');
    thing.classList.remove('moved');
    document.removeEventListener('pointermove', moved);
    document.removeEventListener('pointerup', up);
    document.removeEventListener('pointercancel', cancel);
    document.removeEventListener('keydown', key, true);
    if (!dragging) return;
    // The grip is a button too: letting go is no click on it.
    const swallow = (event: Event) => event.stopPropagation();
    document.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener('click', swallow, true));
    if (done && before !== null && landing(from, before) !== from) drop(list, id, landing(from, before));
  }

  const up = () => end(true);
  const cancel = () => end(false);
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end(false);
  };

  document.addEventListener('pointermove', moved);
  document.addEventListener('pointerup', up);
  document.addEventListener('pointercancel', cancel);
  document.addEventListener('keydown', key, true);
}

/** What scrolls the thing. */
function scrolling(thing: Element): Element | null {
  for (let up = thing.parentElement; up; up = up.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
  }
  return null;
}

type Spot = { before: number; line: { left: number; top: number; width: number; height: number } };

/** The gap nearest to a point. */
function spot(things: HTMLElement[], x: number, y: number): Spot | null {
  let nearest: Spot | null = null;
  let least = Infinity;
  for (const thing of things) {
    const box = thing.getBoundingClientRect();
    const index = Number(thing.dataset.index);
    const across = thing.dataset.across !== undefined;
    for (const after of [0, 1]) {
      const at = across ? (after ? box.right : box.left) : after ? box.bottom : box.top;
      const away = across
        ? Math.abs(x - at) + (y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0) * 2
        : Math.abs(y - at);
      if (away >= least) continue;
      least = away;
      nearest = {
        before: index + after,
        line: across
          ? { left: at - 1, top: box.top, width: 2, height: box.height }
          : { left: box.left, top: at - 1, width: box.width, height: 2 },
      };
    }
  }
  return nearest;
}
