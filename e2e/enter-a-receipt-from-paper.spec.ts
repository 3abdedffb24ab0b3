import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { signInAs } from './demo.ts';

test('a receipt is reserved, printed, and entered afterwards under its number; what stays unused is voided', async ({ page, context }) => {
  const place = `Till ${randomUUID().slice(0, 8)}`;
  await signInAs(page, 'cashier');
  await page.goto('/billing/paper');
  await page.getByRole('button', { name: 'Reserve numbers' }).click();
  await page.getByLabel('Where the forms will lie').fill(place);
  await page.getByLabel('How many').fill('2');
  await page.getByRole('button', { name: 'Reserve', exact: true }).click();
  const rows = page.getByRole('row').filter({ hasText: place });
  await rows.first().getByRole('button', { name: 'Make the forms' }).click();
  const [sheets] = await Promise.all([context.waitForEvent('page'), rows.first().getByRole('link', { name: 'Print the forms' }).click()]);
  await expect(sheets.locator('section')).toHaveCount(2);
  const number = (await sheets.locator('.number').first().textContent())!.trim();
  await sheets.close();

  await rows.first().getByRole('link', { name: 'Enter' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await page.getByLabel('Name, hospital number or phone').fill('an');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('status').getByRole('button').nth(1).click();
  await page.getByLabel('When it happened').fill(new Date().toLocaleString('sv-SE', { timeZone: 'Europe/London' }).replace(' ', 'T').slice(0, 16));
  await page.getByLabel(/^Amount/).fill('3.00');
  await page.getByLabel('How', { exact: true }).selectOption('card');
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: number })).toBeVisible();

  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/\/billing\/paper$/);
  await expect(rows.filter({ hasText: number })).toContainText('Entered');
  await rows.filter({ hasText: 'Not entered yet' }).getByRole('button', { name: 'Void …' }).click();
  await page.getByLabel('Why it stays unused').fill('Spoilt');
  await page.getByRole('button', { name: 'Void it' }).click();
  await expect(rows.filter({ hasText: 'Spoilt' })).toContainText('Voided');
});
