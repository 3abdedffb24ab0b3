import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '@openward/platform/config';

/** How people sign in to a demo hospital. Everybody has the same password: nobody in it is real. */
export interface SignIns {
  password: string;
  accounts: { role: string; username: string; title: string }[];
}

const fileOf = (data_folder: string) => path.join(data_folder, 'demo-sign-ins.json');

/** Keeps them beside the data, so that every start can show them. */
export function keepSignIns(data_folder: string, signIns: SignIns): void {
  mkdirSync(data_folder, { recursive: true });
  writeFileSync(fileOf(data_folder), `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
}

/** Those that were kept when the demo was made. */
export function readSignIns(data_folder: string): SignIns {
  try {
    return JSON.parse(readFileSync(fileOf(data_folder), 'utf8')) as SignIns;
  } catch (error) {
    throw new CannotStart('demo.sign_ins', `${fileOf(data_folder)} is gone, which held the password of the demo: make a new demo in another OPENWARD_DATA.`, { cause: error });
  }
}

/** Lines for the terminal: the password, and one sign-in for each role, or all. */
export function showSignIns({ password, accounts }: SignIns, all = false): string[] {
  const shown = all ? accounts : accounts.filter(({ role }, at) => accounts.findIndex((other) => other.role === role) === at);
  const [roleWidth, nameWidth] = (['role', 'username'] as const).map((key) => Math.max(...shown.map((each) => each[key].length)) + 2);
  return [
    `The demo hospital: everybody in it is invented. The password of every account is ${password}`,
    ...shown.map(({ role, username, title }) => `  ${role.padEnd(roleWidth ?? 0)}${username.padEnd(nameWidth ?? 0)}${title}`),
    ...(shown.length < accounts.length ? [`  … and ${accounts.length - shown.length} more: npx openward demo --all`] : []),
  ];
}
