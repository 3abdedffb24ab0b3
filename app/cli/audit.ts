import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { progressLine } from './progress-line.ts';

interface VerifyOptions {
  key?: string;
  checkpoint: string[];
}

/** `openward audit`: what proves the audit log, without the server and without a network. */
export function register(program: Command): void {
  const audit = program.command('audit').description('prove the audit log');
  audit
    .command('verify')
    .description('go through the whole audit log of this hospital, or of a restored backup, and name what does not agree with what was signed')
    .option('--key <key>', 'the verifier key, as `openward audit key` prints it, or a file with it; without it, that of this data folder')
    .option('--checkpoint <file>', 'what a witness kept: its file, or saved e-mails; may be given several times', (file: string, all: string[]) => [...all, file], [] as string[])
    .action(verify);
  audit.command('key').description('print the verifier key: keep it where nobody who reaches the database can change it').action(printKey);
}

async function printKey(): Promise<void> {
  const { readConfig } = await import('@openward/platform/config');
  const { openSigningKey, verifierKeyOf } = await import('@openward/platform/audit/log');
  const { signingKeyOf } = await import('../audit-log.ts');
  console.log(verifierKeyOf(openSigningKey(signingKeyOf(readConfig(process.env)))));
}

async function verify({ key: given, checkpoint: files }: VerifyOptions): Promise<void> {
  const { CannotStart } = await import('@openward/platform/config');
  const { notesOf, readSigningKey, readVerifierKey, verifierKeyOf, verifyLog } = await import('@openward/platform/audit/log');
  const { signingKeyOf } = await import('../audit-log.ts');
  const { withDatabase } = await import('./with-database.ts');
  const witnessed = await Promise.all(files.map(async (file) => ({
    source: path.resolve(file),
    text: await readFile(file, 'utf8').catch((error: unknown) => {
      throw new CannotStart('audit.checkpoint', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
    }),
  })));
  // What holds none would be compared with nothing, and all would seem well.
  for (const { source, text } of witnessed) if (notesOf(text).length === 0) throw new CannotStart('audit.checkpoint', `${source} holds no checkpoint: give the file of a witness, or an e-mail saved as it came.`);
  const line = given === undefined || given.includes('+') ? given : await readFile(given, 'utf8').catch(() => '');
  const bar = progressLine();
  const begun = performance.now();
  const { events, checkpoints, findings } = await withDatabase('audit verify', async ({ owner }, { config, stopped }) => {
    const own = line === undefined ? readSigningKey(signingKeyOf(config)) : null;
    const key = readVerifierKey(line ?? (own === null ? '' : verifierKeyOf(own)));
    if (key === null) throw new CannotStart('audit.key', 'There is no verifier key here: give the one that `openward audit key` printed, with --key.');
    return verifyLog(owner, { key, witnessed, signal: stopped, onProgress: (done, of) => bar.show(() => `${done.toLocaleString('en')} of ${of.toLocaleString('en')} events`) });
  }).finally(() => bar.clear());
  for (const finding of findings) console.log(sayFinding(finding));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${events.toLocaleString('en')} events, ${checkpoints.toLocaleString('en')} checkpoints, ${findings.length === 0 ? 'nothing wrong' : `${findings.length.toLocaleString('en')} findings`} (${seconds} s)`);
  if (findings.length > 0) process.exitCode = 1;
}

function sayFinding(finding: import('@openward/platform/audit/log').Finding): string {
  switch (finding.what) {
    case 'altered': return `altered: event ${finding.event} of ${finding.at} is not what was sealed (leaf ${finding.index})`;
    case 'deleted': return `deleted: event ${finding.event} of ${finding.at} is gone (leaf ${finding.index})`;
    case 'inserted': return `inserted: event ${finding.event} of ${finding.at} was never sealed`;
    case 'back-dated': return `back-dated: event ${finding.event} says ${finding.at}, and was of ${finding.was} (leaf ${finding.index})`;
    case 'put-in-later': return `put in later: event ${finding.event} says ${finding.at}, and came after ${finding.after} (leaf ${finding.index})`;
    case 'leaf-missing': return `lost: leaf ${finding.index} is missing`;
    case 'checkpoint-broken': return `forged: the checkpoint of ${finding.size} leaves in ${finding.source} is not signed by this key`;
    case 'rewritten': return `rewritten: leaves ${finding.from} to ${finding.until - 1} are not those that were signed for (${finding.source})`;
    case 'cut-off': return `cut off: ${finding.source} knows ${finding.size} leaves, and there are ${finding.there}`;
  }
}
