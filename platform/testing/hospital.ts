import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { authenticatorOf, seedRoles } from '../auth/index.ts';
import type { RoleName } from '../auth/roles.ts';
import { openKeyring } from '../crypto/index.ts';
import { createHttpServer, type Declaration, type Routes } from '../http/index.ts';
import { testDatabase, type TestDatabase } from './database.ts';

/** JSON that a test looks into without describing it first. */
export type AnyJson = Record<string, any>;

/** What came back from a call: the status, and the body as JSON where it is JSON. */
export interface Answer<Body = Record<string, any>> {
  status: number;
  body: Body;
  text: string;
  headers: Record<string, unknown>;
}

export interface CallOptions {
  headers?: Record<string, string>;
  idempotency_key?: string;
}

/** Somebody who is signed in, with a session of their own. */
export interface Client {
  account_id: string;
  session_token: string;
  /** Calls an endpoint by its contract; path parameters are taken out of the input. */
  call<Body = Record<string, any>>(contract: { '~orpc': { meta: Declaration } }, input?: object, options?: CallOptions): Promise<Answer<Body>>;
  /** Calls by method and path under /api (or /fhir/R4, where the path says so), for what no contract would let through. */
  send<Body = AnyJson>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Body>>;
}

/** A hospital of the test file's own: a migrated database, and the given routes behind HTTP. */
export interface TestHospital extends TestDatabase {
  fastify: FastifyInstance;
  /** Makes an account that holds the roles, and a session of it. */
  signIn(...roleNames: RoleName[]): Promise<Client>;
  /** A client that has not signed in. */
  visitor(): Client;
}

/** Opens it in beforeAll; `close()` in afterAll. */
export async function openHospital(routes: Routes): Promise<TestHospital> {
  const testing = await testDatabase();
  await openKeyring(testing.database, { file: path.join(mkdtempSync(path.join(tmpdir(), 'openward-keys-')), 'key') });
  await seedRoles(testing.database);
  const fastify = createHttpServer({ database: testing.database, authenticator: authenticatorOf(testing.database) }, routes);
  await fastify.ready();
  return {
    ...testing,
    fastify,
    signIn: (...roleNames) => signIn(testing, fastify, roleNames),
    visitor: () => clientOf(fastify, '', ''),
    async close() {
      await fastify.close();
      await testing.close();
    },
  };
}

async function signIn({ asSuperuser }: TestDatabase, fastify: FastifyInstance, roleNames: RoleName[]): Promise<Client> {
  const token = randomBytes(32).toString('base64url');
  const username = `${roleNames[0] ?? 'nobody'}.${randomBytes(4).toString('hex')}`;
  const kind = roleNames.includes('patient') ? 'patient' : 'person';
  const [account] = await asSuperuser<{ id: string }>(
    `insert into auth.account (username, display_name, kind, patient_id) values ($1, $1, $2, $3) returning id`,
    [username, kind, kind === 'patient' ? randomUUID() : null],
  );
  const account_id = account?.id ?? '';
  await asSuperuser(`insert into auth.account_role (account_id, role) select $1, unnest($2::text[])`, [account_id, roleNames]);
  await asSuperuser(
    `insert into auth.session (token_hash, account_id, second_factor, ends_at, lock_after, end_after_idle)
     values ($1, $2, 'totp', now() + interval '1 hour', '1 hour', '1 hour')`,
    [createHash('sha256').update(token).digest(), account_id],
  );
  return clientOf(fastify, account_id, token);
}

function clientOf(fastify: FastifyInstance, account_id: string, session_token: string): Client {
  const send: Client['send'] = async (method, url, body, headers = {}) => {
    const answer = await fastify.inject({
      method: method as 'GET',
      url: /^\/(fhir\/R4|l|hooks)\b/.test(url) ? url : `/api${url}`,
      headers: {
        ...(session_token === '' ? {} : { cookie: `openward=${session_token}` }),
        'x-openward': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json = /json/.test(String(answer.headers['content-type'] ?? '')) && answer.body !== '';
    return { status: answer.statusCode, body: json ? JSON.parse(answer.body) : {}, text: answer.body, headers: answer.headers };
  };
  return {
    account_id,
    session_token,
    send,
    call(contract, input = {}, options = {}) {
      const { method, path, base = '' } = contract['~orpc'].meta;
      const rest: Record<string, unknown> = { ...input };
      const filled = base + path.replaceAll(/\{(\w+)\}/g, (_place, name: string) => {
        const value = String(rest[name]);
        delete rest[name];
        return encodeURIComponent(value);
      });
      const headers = {
        ...(options.idempotency_key === undefined ? {} : { 'idempotency-key': options.idempotency_key }),
        ...options.headers,
      };
      if (method !== 'GET') return send(method, filled, rest, headers);
      return send(method, `${filled}${queryOf(rest)}`, undefined, headers);
    },
  };
}

function queryOf(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : Array.isArray(value) ? value.map((each) => [`${name}[]`, each]) : [[name, value]],
  );
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(String(value))}`).join('&')}`;
}
