import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';

import bindings from '../ipc/bindings.ts?raw';
import en from './en.json';
import { choose, fromSystem, t, words } from '.';
import zh from './zh.json';

type Catalog = Record<string, string>;

/** Names of a message's parameters. */
const parameters = (text: string) =>
  [...new Set([...text.matchAll(/\{\s*(\w+)/g)].map((found) => found[1]))].sort();

describe('catalogs', () => {
  it('hold the same keys', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  it('are sorted, so that two people adding words rarely meet', () => {
    for (const catalog of [en, zh]) {
      const keys = Object.keys(catalog);
      expect(keys).toEqual([...keys].sort());
    }
  });

  it.each([
    ['en', en as Catalog],
    ['zh', zh as Catalog],
  ])('%s: every text is a readable message', (language, catalog) => {
    for (const [key, text] of Object.entries(catalog)) {
      expect(text, key).not.toBe('');
      expect(() => new IntlMessageFormat(text, language, undefined, { ignoreTag: true }), key).not.toThrow();
    }
  });

  it('use the same parameters in both languages', () => {
    for (const [key, text] of Object.entries(en)) {
      if (text.includes('plural')) continue;
      expect(parameters((zh as Catalog)[key] ?? ''), key).toEqual(parameters(text));
    }
  });

  it('say problems without plural forms: the command line reads them too', () => {
    for (const [key, text] of Object.entries(en)) {
      if (/^(problem|check|exchange|table)\./.test(key)) expect(text, key).not.toMatch(/\{[^}]*,/);
    }
  });
});

/** What the core names by a code, where the code is written. */
const rust = import.meta.glob<string>(
  '../../../src-tauri/frontmatter/src/error.rs',
  { query: '?raw', import: 'default', eager: true },
);
/** Each rule has a file of cases by its name. */
const rules = Object.keys(import.meta.glob('../../../src-tauri/casebook/tests/problems/*.txt')).map((file) => file.replace(/.*\/|\.txt$/g, ''));
/** What translation checks tell, as their cases have it. */
const checks = Object.values(
  import.meta.glob<string>('../../../src-tauri/casebook/tests/translation/checks/*.txt', { query: '?raw', import: 'default', eager: true }),
).join('\n');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const union = (name: string) =>
  found(new RegExp(`export type ${name} = ([^;]*);`).exec(bindings)?.[1] ?? '', /"(\w+)"/g);

describe('every code of the core has words', () => {
  it.each([
    ['failure', union('FailureCode')],
    ['deed', union('Deed')],
    ['fault', found(Object.values(rust).join(), /Fault::\w+ => "(\w+)"/g)],
    ['problem', rules],
    ['check', found(checks, /^! (\w+)/gm)],
  ])('%s', (prefix, codes) => {
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) expect(Object.keys(en)).toContain(`${prefix}.${code}`);
  });
});

describe('t', () => {
  it('follows the chosen language', () => {
    choose('en');
    expect(t('overview.count', { n: 1 })).toBe('1 case');
    expect(t('overview.count', { n: 12 })).toBe('12 cases');
    choose('zh');
    expect(t('overview.count', { n: 12 })).toBe('12 个案例');
  });

  it('has a sentence for a code it does not know', () => {
    choose('en');
    expect(words('failure', { code: 'fromTheFuture', params: {} })).toContain('fromTheFuture');
  });

  it('takes the language from the system', () => {
    expect(['zh-CN', 'zh', 'zh-Hant-TW', 'en-GB', 'de-DE', ''].map(fromSystem)).toEqual(['zh', 'zh', 'zh', 'en', 'en', 'en']);
  });
});
