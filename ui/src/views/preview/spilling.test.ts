import { expect, it } from 'vitest';

import { spills } from './spilling';

it.each([
  '<li><h2></h2><p><ol start="2"><li>二</li></ol></p><img src="/a.png"></li>',
  '<li><div><p>a <br> b &lt;b&gt; 1 < 2</p></div></li>',
  '<li><svg viewBox="0 0 1 1"><path d=""></path></svg></li>',
])('what is closed does not spill: %s', (html) => expect(spills(html)).toBe(false));

it.each([
  '<li><p><b>没有闭合</p></li>',
  '<li><p></div></li></ul>跑出去</p></li>',
  '<li></div><div></li>',
  '<li><p>a <!-- 忘了结束</p></li>',
])('what is left open does: %s', (html) => expect(spills(html)).toBe(true));
