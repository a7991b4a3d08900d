import { expect, test } from 'vitest';

import { EditQueue } from './queue';

/** A core that answers when told to, in the order it was asked. */
function core() {
  const sent: string[] = [];
  const answers: string[] = [];
  let open: (() => void)[] = [];
  const queue = new EditQueue<string>((answer) => answers.push(answer));
  const send = (what: string, fails = false) => () => {
    sent.push(what);
    return new Promise<string>((resolve, reject) => open.push(() => (fails ? reject(new Error(what)) : resolve(what))));
  };
  const answer = async () => {
    open.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { queue, send, answer, sent, answers };
}

test('text that waits gives way to later text for the same place', async () => {
  const { queue, send, answer, sent, answers } = core();
  for (const text of ['a', 'ab', 'abc', 'abcd']) void queue.pushText('1/title', '', send(text));
  expect(sent).toEqual(['a']);
  await answer();
  expect(sent).toEqual(['a', 'abcd']);
  await answer();
  expect(answers).toEqual(['a', 'abcd']);
});

test('text for other places is sent too', async () => {
  const { queue, send, answer, sent } = core();
  void queue.pushText('1/title', '', send('one'));
  void queue.pushText('2/title', '', send('two'));
  void queue.pushText('1/title', '', send('one more'));
  void queue.pushText('2/title', '', send('two more'));
  await answer();
  await answer();
  await answer();
  expect(sent).toEqual(['one', 'two more', 'one more']);
});

test('a deed is not overtaken by text typed after it', async () => {
  const { queue, send, answer, sent } = core();
  void queue.push(send('first'));
  void queue.pushText('1/title', '', send('before'));
  void queue.push(send('undo'));
  void queue.pushText('1/title', '', send('after'));
  for (let i = 0; i < 4; i++) await answer();
  expect(sent).toEqual(['first', 'before', 'undo', 'after']);
});

test('a refusal reaches who pushed, and the rest goes on', async () => {
  const { queue, send, answer, sent, answers } = core();
  const refused = queue.push(send('bad', true));
  const taken = queue.push(send('good'));
  await answer();
  await expect(refused).rejects.toThrow('bad');
  await answer();
  await taken;
  expect([sent, answers]).toEqual([['bad', 'good'], ['good']]);
});

test('flush waits for what is typed while it waits', async () => {
  const { queue, send, answer } = core();
  void queue.pushText('1/title', '', send('a'));
  let flushed = false;
  const flush = queue.flush().then(() => (flushed = true));
  void queue.pushText('1/title', '', send('ab'));
  await answer();
  expect([flushed, queue.holds('1/title')]).toEqual([false, true]);
  await answer();
  await flush;
  expect(queue.holds('1/title')).toBe(false);
});

test('text that gives way to later text leaves it what it was made from', async () => {
  const made: string[] = [];
  const queue = new EditQueue<string>(() => {});
  const send = (text: string) => (from: string) => Promise.resolve(made.push(`${from}>${text}`)).then(() => text);
  void queue.pushText('1/title', '', send('a'));
  void queue.pushText('1/title', 'a', send('ab'));
  void queue.pushText('1/title', 'ab', send('abc'));
  await queue.flush();
  expect(made).toEqual(['>a', 'a>abc']);
});
