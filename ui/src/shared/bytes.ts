// Sizes of files as people say them.

/** "640 KB", "2.4 MB": thousands, as file managers count. */
export function sizeText(bytes: number, language: string): string {
  const [amount, unit] = bytes < 999_500 ? [Math.max(bytes / 1e3, 0.1), 'KB'] : [bytes / 1e6, 'MB'];
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: amount < 9.95 ? 1 : 0 });
  return `${number.format(amount)} ${unit}`;
}
