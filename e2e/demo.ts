import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';

interface SignIns {
  password: string;
  accounts: { role: string; username: string }[];
}

/** The folder of the hospital that the browser tests use; `e2e/setup/hospital.ts` tells it. */
const dataFolder = (): string => process.env['E2E_DATA'] ?? '';

/** The sign-ins that the demo printed. */
export function demoSignIns(): SignIns {
  return JSON.parse(readFileSync(path.join(dataFolder(), 'demo-sign-ins.json'), 'utf8')) as SignIns;
}

/** Signs in as somebody of the demo who has the role; the first of them, or the one at this place. */
export async function signInAs(page: Page, role: string, place = 0): Promise<void> {
  const { password, accounts } = demoSignIns();
  const username = accounts.filter((account) => account.role === role)[place]?.username ?? `nobody-is-${role}`;
  await page.goto('/');
  await page.getByLabel('Username').fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeHidden();
}

/** Who the demo registered first: nobody else's test changes them. For looking only. */
export async function firstPatient(page: Page): Promise<string> {
  const answer = await page.request.get('/api/patients?order=number&limit=1');
  const { patients } = (await answer.json()) as { patients: { id: string }[] };
  return patients[0]?.id ?? 'nobody';
}

/** A call to the API as the person who is signed in; what it makes is told. */
export async function make<Made = { id: string; version: number }>(page: Page, path: string, data: object): Promise<Made> {
  const answer = await page.request.post(path, { headers: { 'x-openward': '1', 'idempotency-key': randomUUID() }, data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as Made;
}

/** A patient of the test's own, with an empty chart: tests run beside each other on one hospital. */
export async function newPatient(page: Page): Promise<{ id: string; family: string }> {
  // One word each: names that share a word would be asked about as one person's.
  const [family, given] = [`Own${randomUUID().replaceAll('-', '')}`, randomUUID().replaceAll('-', '')];
  const { id } = await make(page, '/api/patients', { names: [{ family, given: [given] }], sex: 'male', birth_date: '1985-04-05' });
  return { id, family };
}

/** Runs `openward` as an administrator does beside the running server. */
export function openward(...args: string[]): string {
  return execFileSync(process.execPath, ['app/openward.mjs', ...args], {
    env: { ...process.env, OPENWARD_DATA: dataFolder() },
    encoding: 'utf8',
  });
}
