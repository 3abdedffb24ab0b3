import { execFileSync } from 'node:child_process';
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

/** Signs in as somebody of the demo who has the role. */
export async function signInAs(page: Page, role: string): Promise<void> {
  const { password, accounts } = demoSignIns();
  const username = accounts.find((account) => account.role === role)?.username ?? `nobody-is-${role}`;
  await page.goto('/');
  await page.getByLabel('Username').fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeHidden();
}

/** Runs `openward` as an administrator does beside the running server. */
export function openward(...args: string[]): string {
  return execFileSync(process.execPath, ['app/openward.mjs', ...args], {
    env: { ...process.env, OPENWARD_DATA: dataFolder() },
    encoding: 'utf8',
  });
}
