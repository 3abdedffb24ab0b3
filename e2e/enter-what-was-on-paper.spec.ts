import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { signInAs } from './demo.ts';

test('numbers are reserved, printed, entered afterwards under the number of the form, or voided', async ({ page, context }) => {
  const place = `Ward ${randomUUID().slice(0, 8)}`;
  const family = `Paper${randomUUID().replaceAll('-', '')}`;
  await signInAs(page, 'front-desk');
  await page.goto('/patients/paper');
  await page.getByRole('button', { name: 'Reserve numbers' }).click();
  await page.getByLabel('Where the forms will lie').fill(place);
  await page.getByLabel('How many').fill('2');
  await page.getByRole('button', { name: 'Reserve', exact: true }).click();
  const rows = page.getByRole('row').filter({ hasText: place });
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole('button', { name: 'Make the forms' }).click();
  await expect(rows.getByRole('link', { name: 'Enter' })).toHaveCount(2);
  // A form says the minute: the one in which it is printed is the first that may stand on it.
  const [sheet] = await Promise.all([context.waitForEvent('page'), rows.first().getByRole('link', { name: 'Print the forms' }).click()]);
  await expect(sheet.locator('section')).toHaveCount(2);
  await expect(sheet.locator('section').first()).toContainText(place);
  const number = (await sheet.locator('.number').first().textContent())!.trim();
  await sheet.close();

  await rows.filter({ hasText: number }).getByRole('link', { name: 'Enter' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  const now = new Date().toLocaleString('sv-SE', { timeZone: 'Europe/London' }).replace(' ', 'T').slice(0, 16);
  await page.getByLabel('When it happened').fill('2040-01-01T10:20');
  await page.getByLabel('Family name').first().fill(family);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText('Is still to come').first()).toBeVisible();
  await page.getByLabel('When it happened').fill(now);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText('Written later')).toBeVisible();
  await expect(page.getByText(number).first()).toBeVisible();

  await page.goto('/patients/paper');
  await expect(rows.filter({ hasText: number })).toContainText('Entered');
  await rows.filter({ hasText: 'Not entered yet' }).getByRole('button', { name: 'Void …' }).click();
  await page.getByLabel('Why it stays unused').fill('Spoilt');
  await page.getByRole('button', { name: 'Void it' }).click();
  await expect(rows.filter({ hasText: 'Spoilt' })).toContainText('Voided');
});
