// A change in words: "Paragraph 2 of block 1 “Background” changed". What it is in stands behind it in English, before it
// in Chinese; the catalogs say how.

import type { Changed, Subject } from '../../ipc';
import { t, type Key } from '../../locales';

export function sentence({ became, what }: Changed): string {
  const [first, ...around] = what.map(called);
  const whole = around.reduceRight<string | undefined>((whole, part) => within(part, whole), undefined);
  const words = t(`change.${became}`, { what: within(first ?? '', whole) });
  // Between a number and a Chinese word stands a blank.
  const spaced = words.replace(/(\d)的/g, '$1 的');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const within = (what: string, whole: string | undefined): string => (whole ? t('change.within', { what, whole }) : what);

function called({ code, n, name }: Subject): string {
  const key = `change.what.${code}${name ? 'Named' : ''}`;
  return t(key as Key, { n: n ?? 0, name });
}
