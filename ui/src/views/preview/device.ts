// How wide the page is shown, and how much smaller when the pane is narrower.

export type Device = 'desktop' | 'tablet' | 'phone';

/** The least width of each, in CSS pixels; a desktop is as wide as the pane when that is wider. */
const widths: Record<Device, number> = { desktop: 1160, tablet: 768, phone: 375 };

export const device = (name: Device) => ({ width: widths[name], grows: name === 'desktop' });

/** The page's width and its scale in a pane; `top` is the pane's padding above the page. */
export function fit({ width, grows }: { width: number; grows: boolean }, pane: number): { width: number; scale: number; top: number } {
  if (pane <= 0) return { width, scale: 1, top: 12 };
  if (grows && pane > width) return { width: pane, scale: 1, top: 12 };
  return { width, scale: Math.min(1, pane / width), top: 12 };
}
