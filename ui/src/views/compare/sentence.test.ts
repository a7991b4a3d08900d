import { beforeEach, describe, expect, it } from 'vitest';

import walk from '../../../../src-tauri/casebook/src/changes/walk.rs?raw';
import room from '../../../../src-tauri/casebook/src/changes/mod.rs?raw';
import bindings from '../../ipc/bindings.ts?raw';
import type { Became, Changed } from '../../ipc';
import { choose } from '../../locales';
import en from '../../locales/en.json';
import { sentence } from './sentence';

const changed = (became: Became, ...what: [code: string, n?: number, name?: string][]): Changed => ({
  became,
  what: what.map(([code, n, name]) => ({ code, n: n ?? null, name: name ?? '' })),
  place: null,
  part: null,
  words: null,
});

const examples: [Changed, string, string][] = [
  [changed('changed', ['company']), 'Company name changed', '修改公司名称'],
  [changed('added', ['block', 3, '业务痛点']), 'Block 3 “业务痛点” added', '新增板块 3“业务痛点”'],
  [changed('changed', ['paragraph', 2], ['block', 1, '公司简介']), 'Paragraph 2 of block 1 “公司简介” changed', '修改板块 1“公司简介”的段落 2'],
  [changed('movedUp', ['block', 4]), 'Block 4 moved up', '上移板块 4'],
  [changed('removed', ['row', 2, '地点'], ['panel']), 'Row “地点” of the right panel removed', '删除右侧信息栏的“地点”一行'],
  [changed('changed', ['level'], ['heading', 1], ['block', 2]), 'Level of heading 1 of block 2 changed', '修改板块 2 的小标题 1 的级别'],
  [changed('changed', ['lines', 1]), '1 line of the file changed', '修改文件中的 1 行'],
];

describe('a change in words', () => {
  it.each(examples)('%o', (change, english, chinese) => {
    choose('en');
    expect(sentence(change)).toBe(english);
    choose('zh');
    expect(sentence(change)).toBe(chinese);
  });
});

describe('every code has words', () => {
  beforeEach(() => choose('en'));

  it('of what happened', () => {
    const all = /export type Became = ([^;]*);/.exec(bindings)?.[1] ?? '';
    const codes = [...all.matchAll(/"(\w+)"/g)].map((one) => one[1]!);
    expect(codes.length).toBeGreaterThan(8);
    for (const code of codes) expect(Object.keys(en)).toContain(`change.${code}`);
  });

  it('of what it happened to', () => {
    const calls = /(?:\bof|numbered|inside)\((?:if [^{]*\{ "(\w+)" \} else \{ )?"(\w+)"/g;
    const plain = [...walk.matchAll(/"([a-zA-Z]+)" \} else \{ "([a-zA-Z]+)"/g)].flatMap((one) => [one[1]!, one[2]!]);
    const items = [...walk.matchAll(/ItemKind::\w+ => "(\w+)"/g)].map((one) => one[1]!);
    const fixed = [...(walk + room).matchAll(/code: "(\w+)"/g)].map((one) => one[1]!);
    const codes = new Set([...[...walk.matchAll(calls)].flatMap((one) => [one[1], one[2]]), ...plain, ...items, ...fixed].filter((code) => code !== undefined));
    expect(codes.size).toBeGreaterThan(35);
    for (const code of codes) expect(Object.keys(en)).toContain(`change.what.${code}`);
  });
});
