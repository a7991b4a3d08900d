// The language words are shown in. Reading `current()` in a component makes it follow a switch.

export type Language = 'zh' | 'en';

let chosen = $state<Language>('en');

export const current = (): Language => chosen;

export function choose(language: Language): void {
  chosen = language;
  if (typeof document !== 'undefined') document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Chinese for any Chinese system, else English. */
export const fromSystem = (tag: string): Language => (/^zh\b/i.test(tag) ? 'zh' : 'en');
