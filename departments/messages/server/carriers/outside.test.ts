import { lookup } from 'node:dns';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOutside, type OutsideServer } from '../testing/outside.ts';
import { isOutside, NotPosted, posting, postOutside } from './outside.ts';

let outside: OutsideServer;
beforeAll(async () => { outside = await openOutside(); });
afterAll(() => outside.close());

describe('an address', () => {
  it.each([
    '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1',
    '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', 'ff02::1', 'no address',
  ])('%s is inside', (address) => expect(isOutside(address)).toBe(false));
  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is outside', (address) => expect(isOutside(address)).toBe(true));
  it('of a private network is inside, whichever it is', () => {
    fc.assert(fc.property(fc.constantFrom('10.', '192.168.', '172.20.', '127.', '169.254.'), fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 }), (net, rest) => {
      const address = [...net.split('.').slice(0, -1), ...rest].slice(0, 4).join('.');
      expect([isOutside(address), isOutside(`::ffff:${address}`)]).toEqual([false, false]);
    }));
  });
});

describe('posting', () => {
  it.each(['https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/latest/meta-data', 'https://0x7f000001/x', 'https://2130706433/', 'https://localhost/x', 'http://1.1.1.1/x'])('goes to no %s', async (url) => {
    await expect(postOutside(url, {}, 'x')).rejects.toBeInstanceOf(NotPosted);
  });

  /** Names that point where a test says; whoever asks twice is told another address the second time. */
  const names = (...answers: string[][]) => {
    let asked = 0;
    const look = ((_host: string, _options: object, done: (error: null, found: { address: string; family: number }[]) => void) => {
      const found = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      done(null, found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    }) as unknown as typeof lookup;
    return { look, asked: () => asked };
  };

  it('refuses a name that points inside, also by one of its addresses', async () => {
    for (const found of [['127.0.0.1'], ['1.1.1.1', '10.0.0.1'], ['::ffff:127.0.0.1'], []]) {
      const post = posting({ lookUp: names(found).look, request, connected: 'connect', allows: isOutside });
      await expect(post('https://elsewhere.test/x', {}, 'x')).rejects.toBeInstanceOf(NotPosted);
    }
  });

  it('connects to the address that was looked at: a name that changes in between gains nothing', async () => {
    const inside = createServer((_request, response) => response.end('secret'));
    await new Promise<void>((resolve) => { inside.listen(0, '127.0.0.1', resolve); });
    const { port } = inside.address() as AddressInfo;
    // 192.0.2.1 is allowed here and answers nobody; asked a second time, the name would point inside.
    const changing = names(['192.0.2.1'], ['127.0.0.1']);
    const post = posting({ lookUp: changing.look, request: (options, then) => request({ ...options, port, timeout: 400 }, then), connected: 'connect', allows: (address) => address === '192.0.2.1' });
    await expect(post('https://changing.test/x', {}, 'x')).rejects.toBeInstanceOf(NotPosted);
    expect(changing.asked()).toBe(1);
    inside.close();
  });

  it('follows no redirect', async () => {
    outside.answer = (_request, response) => response.writeHead(302, { location: 'https://127.0.0.1/inside' }).end();
    expect(await outside.post('https://outside.test/sms', {}, 'x')).toMatchObject({ status: 302 });
    expect(outside.taken).toHaveLength(1);
  });

  it('reads no more of an answer than it needs', async () => {
    outside.answer = (_request, response) => response.end('x'.repeat(5_000_000));
    expect((await outside.post('https://outside.test/sms', {}, 'x')).body.length).toBeLessThan(200_000);
  });
});
