import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allWaysOut, findWaysOut, waysOut } from './outbound.ts';

test('nothing leaves the process but by platform/http/outbound and the ways that say why', async () => {
  expect(await allWaysOut()).toEqual([]);
  expect(Object.keys(waysOut).filter((file) => !existsSync(file))).toEqual([]);
});

test.each([
  "const answer = await fetch(setting.url);",
  "import { request } from 'node:https';",
  "import http from 'node:http';",
  "import { connect, type Socket } from 'node:net';",
  "import { isIP, createConnection } from 'node:net';",
  "import { createTransport } from 'nodemailer';",
  "const { request } = await import('node:http');",
  "new WebSocket('wss://elsewhere')",
])('finds %s', (line) => { expect(findWaysOut('departments/x/server/x.ts', line)).toHaveLength(1); });

test.each([
  "import type { AddressInfo } from 'node:net';",
  "import { isIP } from 'node:net';",
  "import { createServer, type Server } from 'node:http';",
  "// fetch(it) would be wrong",
  "await this.prefetch(it); cache.fetch(it)",
])('leaves %s alone', (line) => { expect(findWaysOut('departments/x/server/x.ts', line)).toEqual([]); });
