import { readdir, readFile } from 'node:fs/promises';

/** The ways out of the process, and why each may be: everything else posts through platform/http/outbound. */
export const waysOut: Readonly<Record<string, string>> = {
  'platform/http/outbound/post.ts': 'the way out',
  'platform/http/outbound/stream.ts': 'the same for TLS without HTTP',
  'platform/http/outbound/ask.ts': 'the same with an answer, to what the operator’s environment names',
  'platform/http/outbound/mail.ts': 'a connection for nodemailer to the server for mail, by the same rules of addresses',
  'platform/scanner/clamd.ts': 'to the one scanner that the operator’s environment names',
  'departments/messages/server/carriers/email.ts': 'SMTP to the server for mail that an administrator set; nodemailer opens no file and no address of a message',
  'platform/http/tls/listener.ts': 'takes connections',
};

const opens = /(?<![.\w])fetch\(|\bnew (?:WebSocket|EventSource)\(|from '(?:node:)?(?:https?|http2|tls|dgram|undici|nodemailer|ws)'|from '(?:node:)?net'|import\('(?:node:)?(?:https?|http2|net|tls|dgram|undici)'\)/u;
/** What takes connections, or only looks at addresses. */
const harmless = /^import (?:type \{[^}]*\}|\{ (?:(?:type \w+|createServer|isIP|BlockList|isIPv4|isIPv6|type)(?:, )?)+ \}) from/u;

/** Lines of a source that could send something out of the process. */
export function findWaysOut(file: string, source: string): string[] {
  if (file in waysOut) return [];
  return source.split('\n').flatMap((line, at) => (opens.test(line.replace(/^\s*(\/\/|\*|\/\*\*).*$/u, '')) && !harmless.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : []));
}

/** All of them in what a running hospital loads; tests and browsers may ask whom they like. */
export async function allWaysOut(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ['app', 'platform', 'departments']) {
    for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
      const file = `${folder}/${name}`;
      if (!/\.(ts|mjs)$/u.test(name) || /node_modules|(^|\/)dist\/|\.test\.ts$|\/test-[^/]+$|\/(fake-|testing\/|web\/|checks\/)|^platform\/ui\//u.test(file)) continue;
      found.push(...findWaysOut(file, await readFile(file, 'utf8')));
    }
  }
  return found;
}
