import { describe, expect, it } from 'vitest';

import sheet from './tokens.css?raw';

type Rgb = [number, number, number];

/** The colour of a token in one of the two themes. */
function colour(token: string, theme: 0 | 1): Rgb {
  const pair = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(sheet);
  const hex = pair?.[1 + theme];
  if (!hex) throw new Error(`no plain pair of colours for --${token}`);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

/** WCAG 2.2: relative luminance and contrast. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['surface', 'surface-sunken', 'surface-raised'];
const text = [
  ...['text', 'text-muted', 'accent', 'danger', 'warning'].flatMap((token) => grounds.map((ground) => [token, ground])),
  ...['text', 'accent'].map((token) => [token, 'accent-soft']),
  ...['text', 'text-muted', 'danger'].map((token) => [token, 'danger-soft']),
  ...['text', 'text-muted', 'warning'].map((token) => [token, 'warning-soft']),
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
] as [string, string][];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('%s', (_, theme) => {
  it.each(text)('%s is readable on %s (AA, 4.5:1)', (token, ground) => {
    expect(contrast(colour(token, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(grounds.flatMap((ground) => [['border-strong', ground], ['focus-ring', ground]]) as [string, string][])(
    '%s is seen on %s (3:1)',
    (token, ground) => {
      expect(contrast(colour(token, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
    },
  );
});
