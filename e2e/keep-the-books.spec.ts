import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { signInAs } from './demo.ts';

test('an accountant posts an entry, finds it in a report, hands it on to other books, and closes a month', async ({ page }) => {
  await signInAs(page, 'accountant');
  const what = `Paper for printers ${Date.now()}`;
  await page.goto('/ledger');
  await page.getByRole('button', { name: 'New entry' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'What for' }).fill(what);
  const lines = [['1020', 'Credit'], ['5020', 'Debit']] as const;
  const chosen: string[] = [];
  for (const [at, [code, side]] of lines.entries()) {
    const account = form.getByRole('combobox', { name: 'Account' }).nth(at);
    await account.fill(code);
    const choice = page.getByRole('option', { name: new RegExp(`^${code} `) });
    chosen.push(await choice.innerText());
    await choice.click();
    await form.getByRole('textbox', { name: side, exact: true }).nth(at).fill(at === 0 ? '12.34' : '12.35');
  }
  // A cent too much: the screen says what is missing, the server refuses it.
  await form.getByRole('button', { name: 'Post' }).click();
  await expect(form).toBeVisible();
  await form.getByRole('textbox', { name: 'Debit', exact: true }).nth(1).fill('12.34');
  await form.getByRole('button', { name: 'Post' }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByText(what)).toBeVisible();

  await page.goto('/ledger/reports');
  await page.getByRole('link', { name: chosen[1]! }).click();
  await expect(page.getByText(what)).toBeVisible();

  await page.goto('/ledger/periods');
  const exported = page.getByRole('link', { name: 'Fetch' });
  const before = await exported.count();
  await page.getByRole('button', { name: 'hledger', exact: true }).click();
  await expect(exported).toHaveCount(before + 1);
  const download = page.waitForEvent('download');
  await exported.first().click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain(what);

  const close = page.getByRole('button', { name: 'Close it' });
  const row = page.getByRole('row').filter({ has: close });
  const month = await row.getByRole('strong').innerText();
  await close.click();
  const closed = page.getByRole('row').filter({ hasText: month });
  await expect(closed.getByText('Closed')).toBeVisible();
  await expect(closed.getByRole('button', { name: 'Ask to reopen' })).toBeVisible();
});
