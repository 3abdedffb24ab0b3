import { Writable } from 'node:stream';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { sendTogether } from './send-together.ts';

function client() {
  const writes: string[] = [];
  const stream = new Writable({
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => String(chunk)).join(' '));
      done();
    },
    write(chunk, _encoding, done) {
      writes.push(String(chunk));
      done();
    },
  });
  const ask = (text: string) => {
    sendTogether(it);
    stream.cork();
    stream.write(text);
    stream.uncork();
  };
  const it = { connection: { stream } } as unknown as pg.ClientBase;
  return { writes, ask };
}

test('what is asked in one turn is one write, what is asked after an answer another', async () => {
  const { writes, ask } = client();
  ask('begin');
  await Promise.resolve();
  ask('select 1');
  ask('select 2');
  expect(writes).toEqual([]);
  await new Promise((resolve) => { setImmediate(resolve); });
  expect(writes).toEqual(['begin select 1 select 2']);
  ask('commit');
  await new Promise((resolve) => { setImmediate(resolve); });
  expect(writes).toEqual(['begin select 1 select 2', 'commit']);
});
