import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import { CannotStart } from '../../config/cannot-start.ts';
import type { Database } from '../../db/index.ts';
import { postAsSet } from '../../http/outbound/index.ts';

/** Whoever keeps checkpoints elsewhere: what was signed cannot be signed differently later without being seen there. */
export interface Witness {
  /** What a person reads; nothing secret. */
  name: string;
  /** Not more often than this it is given one, where that is not as often as there is one. */
  every_ms?: number;
  /** Throws where it did not take it; `nothing_sent` says that it got nothing for sure. */
  give(note: string, database: Database): Promise<void>;
}

/** Sends an e-mail; throws as `give` does. */
export type Mailer = (database: Database, mail: { to: string; subject: string; text: string }) => Promise<void>;

/** A person gets one an hour at most. */
const mail_every_ms = 3_600_000;

/** What surrounds a note in an e-mail. */
const letter = (note: string): string => `This is a signed checkpoint of the audit log of ${note.split('\n')[0]}. Keep this e-mail: whoever changes the log later cannot change it.
openward audit verify --checkpoint FILE compares the log with it (FILE: this e-mail, saved as it came).

${note}
`;

/** A witness by its setting: a file on another machine’s or a write-once disk, an address that takes a POST, or one that takes e-mail (`mailto:`). */
export function witnessOf(setting: string, mail?: Mailer): Witness {
  if (setting.startsWith('mailto:')) {
    const to = setting.slice('mailto:'.length);
    if (!/^[^\s@<>?,;"]+@[^\s@<>?,;"]+$/.test(to)) throw new CannotStart('audit.witness', `OPENWARD_AUDIT_WITNESS has ${setting}, and takes e-mail addresses such as mailto:auditor@example.org.`);
    if (mail === undefined) throw new CannotStart('audit.witness', 'Nothing here sends e-mail: OPENWARD_AUDIT_WITNESS takes files and addresses.');
    return {
      name: setting,
      every_ms: mail_every_ms,
      give: (note, database) => mail(database, { to, subject: `Audit log: checkpoint ${note.split('\n')[1]}`, text: letter(note) }),
    };
  }
  if (/^https?:\/\//.test(setting)) {
    const { origin, pathname } = new URL(setting);
    return {
      name: `${origin}${pathname}`,
      async give(note) {
        const { status } = await postAsSet(setting, { 'content-type': 'text/plain; charset=utf-8' }, note);
        if (status < 200 || status > 299) throw Object.assign(new Error('the witness refused'), { code: `HTTP_${status}` });
      },
    };
  }
  return {
    name: setting,
    async give(note) {
      const file = await open(setting, 'a', 0o600);
      try {
        await file.write(`${note}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** Gives each witness the last checkpoint, where it has not got it. One that does not take it is asked again the next time. */
export async function tellWitnesses(database: Database, witnesses: readonly Witness[]): Promise<void> {
  const last = await database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<{ size: string; note: string }>`select size::text as size, note from audit.checkpoint c order by c.size desc limit 1`.execute(tx);
    return rows[0];
  });
  if (last === undefined) return;
  for (const witness of witnesses) {
    const known = await database.transaction({ scope: 'system' }, async (tx) => {
      const { rows } = await sql`select from platform.audit_witness where name = ${witness.name} and size >= ${last.size} and fault is null`.execute(tx);
      return rows.length > 0;
    });
    if (known) continue;
    if (witness.every_ms !== undefined && !(await claim(database, witness.name, witness.every_ms))) continue;
    let nothing_sent = false;
    const fault = await witness.give(last.note, database).then(() => null, (error: unknown) => {
      nothing_sent = (error as { nothing_sent?: boolean }).nothing_sent === true;
      return faultOf(error);
    });
    await database.transaction({ scope: 'system' }, async (tx) => {
      if (nothing_sent) await sql`update platform.audit_witness set asked_at = null where name = ${witness.name}`.execute(tx);
      await (fault === null
      ? sql`insert into platform.audit_witness (name, size) values (${witness.name}, ${last.size}) on conflict (name) do update set size = excluded.size, at = clock_timestamp(), fault = null`.execute(tx)
      : sql`insert into platform.audit_witness (name, size, fault) values (${witness.name}, 0, ${fault}) on conflict (name) do update set fault = excluded.fault`.execute(tx));
    });
  }
}

/** Takes the turn of a witness that is given a checkpoint now and then only: of many who ask at once, one gets it, before anything is sent. */
async function claim(database: Database, name: string, every_ms: number): Promise<boolean> {
  return database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql`insert into platform.audit_witness as w (name, size, asked_at) values (${name}, 0, clock_timestamp())
      on conflict (name) do update set asked_at = clock_timestamp() where w.asked_at is null or w.asked_at < clock_timestamp() - make_interval(secs => ${every_ms / 1000}) returning name`.execute(tx);
    return rows.length > 0;
  });
}

const faultOf = (error: unknown): string => {
  const { code, cause, name } = error as { code?: string; cause?: { code?: string }; name?: string };
  return code ?? cause?.code ?? name ?? 'unknown';
};

/** E-mails as they were saved: each part after its `Content-Transfer-Encoding`, decoded. Any other text as it is, with plain ends of lines. */
function plainOf(text: string): string {
  const parts = `${text.replaceAll('\r\n', '\n')}\n`.split(/^(?=content-transfer-encoding:)/im);
  return parts.map((part) => {
    const [, encoding = ''] = /^content-transfer-encoding:[ \t]*([\w-]+)/i.exec(part) ?? [];
    const body = part.indexOf('\n\n');
    if (body === -1) return part;
    if (encoding.toLowerCase() === 'base64') return `\n\n${Buffer.from(part.slice(body), 'base64').toString('utf8').replaceAll('\r\n', '\n')}\n`;
    if (encoding.toLowerCase() !== 'quoted-printable') return part;
    const bytes = part.slice(body).replaceAll(/=\n/g, '').replaceAll(/(?:=[0-9A-F]{2})+/gi, (marks) => Buffer.from(marks.replaceAll('=', ''), 'hex').toString('utf8'));
    return bytes.replaceAll('\r\n', '\n');
  }).join('');
}

/** The notes of a text in which one follows the other: a file of a witness, or e-mails as they came. */
export function notesOf(given: string): string[] {
  const text = plainOf(given);
  return [...text.matchAll(/(?:^|\n)((?:[^\n—][^\n]*\n){3,}\n(?:— [^\n]+\n)+)/g)].map(([, note = '']) => note);
}
