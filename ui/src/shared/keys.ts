// Shortcuts, written once as `Mod+Shift+Z`: Mod is ⌘ on a Mac and Ctrl elsewhere.

export const isMac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

const signs: Record<string, string> = isMac
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', ArrowUp: '↑', ArrowDown: '↓', Backspace: '⌫', Delete: '⌦', Escape: 'Esc' }
  : { Mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Delete: 'Del' };

/** The keys as they are written on this system: `⇧⌘Z`, `Ctrl+Shift+Z`. */
export function keysText(keys: string): string {
  const parts = keys.split('+');
  if (isMac) parts.sort((a, b) => rank(a) - rank(b));
  return parts.map((part) => signs[part] ?? part).join(isMac ? '' : '+');
}

// Apple's order: ⌥⇧⌘, then the key.
const rank = (part: string) => ['Alt', 'Shift', 'Mod'].indexOf(part) + (['Alt', 'Shift', 'Mod'].includes(part) ? 0 : 10);

/** Whether a key press is this shortcut, exactly. Never while an input method composes. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  if (event.isComposing) return false;
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const otherMod = isMac ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    !otherMod &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt')
  );
}

/**
 * Does what the keys pressed are for, so that nothing else hears of them. Whether they are for anything. `unless` is asked
 * only once they are: it may be slow.
 */
export function answer(event: KeyboardEvent, deeds: Record<string, () => unknown>, unless = () => false): boolean {
  const deed = Object.entries(deeds).find(([keys]) => matches(event, keys))?.[1];
  if (!deed || unless()) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  void deed();
  return true;
}

/** Whether a dialog or a menu is open, which has the keys to itself. Looks through the whole document: not for each key. */
export const isCovered = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;
