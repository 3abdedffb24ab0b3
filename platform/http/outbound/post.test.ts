import type { lookup } from 'node:dns';
import { createServer, request, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { isEver, isOutside } from './addresses.ts';
import { allowInside, isAllowedInside } from './allowed.ts';
import { NotPosted, postAsSet, posting, postOutside } from './post.ts';

const open: Server[] = [];
afterEach(async () => {
  allowInside([]);
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  }
});
/** A server on this machine; its port. */
async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
}
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
/** Posts to a server on this machine as if it were outside. */
const toPort = (port: number, more: { whole_ms?: number } = {}) =>
  posting({ lookUp: names(['127.0.0.1']).look, request: (options, then) => request({ ...options, port }, then), connected: 'connect', allows: () => true, ...more });

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

describe('what the operator opens', () => {
  it('is that network and no other; and what tells a machine of a cloud its secrets is never opened', () => {
    allowInside(['10.20.0.0/24', '192.168.7.9', 'fd12::/48', '169.254.0.0/16', '0.0.0.0/0']);
    expect(['169.254.169.254', '::ffff:169.254.169.254', '100.100.100.200', '0.0.0.0', 'fe80::1', 'fd00:ec2::254'].map((each) => isAllowedInside(each) || isEver(each))).toEqual(Array.from({ length: 6 }, () => false));
    allowInside(['10.20.0.0/24', '192.168.7.9', 'fd12::/48']);
    expect(['10.20.0.7', '::ffff:10.20.0.7', '192.168.7.9', 'fd12::5'].every(isAllowedInside)).toBe(true);
    expect(['10.20.1.7', '192.168.7.8', 'fd13::5', '127.0.0.1', 'no address'].some(isAllowedInside)).toBe(false);
  });

  it('is posted to over HTTPS; nothing else inside is', async () => {
    let came = 0;
    const port = await serve((_request, response) => response.end());
    for (const server of open) server.on('connection', () => { came += 1; });
    await expect(postOutside(`https://127.0.0.1:${port}/`, {}, 'x')).rejects.toMatchObject({ code: 'inside' });
    expect(came).toBe(0);
    allowInside(['127.0.0.1']);
    // It speaks no TLS: it was reached, and nothing was handed over.
    await expect(postOutside(`https://127.0.0.1:${port}/`, {}, 'x')).rejects.toBeInstanceOf(NotPosted);
    expect(came).toBe(1);
    await expect(postOutside(`http://127.0.0.1:${port}/`, {}, 'x')).rejects.toMatchObject({ code: 'inside' });
    expect(came).toBe(1);
  });

  it('by the environment of the machine may be inside, and still no secret of a cloud', async () => {
    const port = await serve((_request, response) => response.writeHead(204).end());
    expect(await postAsSet(`http://127.0.0.1:${port}/`, {}, 'x')).toMatchObject({ status: 204 });
    for (const host of ['169.254.169.254', '[::ffff:169.254.169.254]', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.254.43518', '0.0.0.0']) {
      await expect(postAsSet(`http://${host}/latest/meta-data`, {}, 'x')).rejects.toMatchObject({ code: 'inside' });
    }
    for (const scheme of ['file:///etc/passwd', 'ftp://1.1.1.1/', 'gopher://1.1.1.1/']) await expect(postAsSet(scheme, {}, 'x')).rejects.toMatchObject({ code: 'inside' });
  });
});

describe('posting', () => {
  it.each(['https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/latest/meta-data', 'https://0x7f000001/x', 'https://2130706433/', 'https://0177.0.0.1/', 'https://127.1/', 'https://[::ffff:7f00:1]/', 'https://localhost/x', 'https://localhost./x', 'http://1.1.1.1/x'])('goes to no %s', async (url) => {
    await expect(postOutside(url, {}, 'x')).rejects.toBeInstanceOf(NotPosted);
  });

  it('refuses a name that points inside, also by one of its addresses', async () => {
    for (const found of [['127.0.0.1'], ['1.1.1.1', '10.0.0.1'], ['::ffff:127.0.0.1'], ['::ffff:7f00:1'], []]) {
      const post = posting({ lookUp: names(found).look, request, connected: 'connect', allows: isOutside });
      await expect(post('https://elsewhere.test/x', {}, 'x')).rejects.toBeInstanceOf(NotPosted);
    }
  });

  it('connects to the address that was looked at: a name that changes in between gains nothing', async () => {
    const port = await serve((_request, response) => response.end('secret'));
    // 192.0.2.1 is allowed here and answers nobody; asked a second time, the name would point inside.
    const changing = names(['192.0.2.1'], ['127.0.0.1']);
    const post = posting({ lookUp: changing.look, request: (options, then) => request({ ...options, port, timeout: 400 }, then), connected: 'connect', allows: (address) => address === '192.0.2.1' });
    await expect(post('https://changing.test/x', {}, 'x')).rejects.toBeInstanceOf(NotPosted);
    expect(changing.asked()).toBe(1);
  });

  it('follows no redirect', async () => {
    let taken = 0;
    const port = await serve((_request, response) => {
      taken += 1;
      response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    });
    expect(await toPort(port)('https://outside.test/sms', {}, 'x')).toMatchObject({ status: 307 });
    expect(taken).toBe(1);
  });

  it('reads no more of an answer than it needs, and waits no longer than it should for one that never ends', async () => {
    const large = await serve((_request, response) => response.end('x'.repeat(5_000_000)));
    expect((await toPort(large)('https://outside.test/sms', {}, 'x')).body.length).toBeLessThan(200_000);
    const drip: NodeJS.Timeout[] = [];
    const slow = await serve((_request, response) => { drip.push(setInterval(() => response.write('x'), 20)); });
    await expect(toPort(slow, { whole_ms: 300 })('https://outside.test/sms', {}, 'x')).rejects.toThrow('timeout');
    for (const each of drip) clearInterval(each);
  });

  it('says in no error where to or with what', async () => {
    const error = await postOutside('https://user:hunter2@localhost/?key=hunter2', { authorization: 'Bearer hunter2' }, 'hunter2').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NotPosted);
    expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toContain('hunter2');
  });
});
