import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { signInAs } from './demo.ts';

test('a visit that was on paper is opened under the number of its sheet, and says that it was written later', async ({ page, context }) => {
  const place = `Ward ${randomUUID().slice(0, 8)}`;
  const family = `Sheet${randomUUID().replaceAll('-', '')}`;
  await signInAs(page, 'front-desk');
  await page.goto('/patients/new');
  await page.getByLabel('Family name').first().fill(family);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText(family).first()).toBeVisible();

  await page.goto('/visits/paper');
  await page.getByRole('button', { name: 'Reserve numbers' }).click();
  await page.getByLabel('Where the forms will lie').fill(place);
  await page.getByLabel('How many').fill('1');
  await page.getByRole('button', { name: 'Reserve', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: place });
  await row.getByRole('button', { name: 'Make the forms' }).click();
  const [sheets] = await Promise.all([context.waitForEvent('page'), row.getByRole('link', { name: 'Print the forms' }).click()]);
  await expect(sheets.locator('section')).toHaveCount(4);
  await expect(sheets.locator('section').last()).toContainText('Medicine chart on paper');
  await sheets.close();

  await row.getByRole('link', { name: 'Enter' }).click();
  await page.getByRole('combobox', { name: 'Patient' }).fill(family);
  await page.getByRole('option', { name: family }).click();
  await page.getByLabel('Reason').fill('Cough');
  await page.getByLabel('When it began').fill('2040-01-01T10:20');
  await page.getByRole('button', { name: 'Enter the visit' }).click();
  await expect(page.getByText('Is still to come').first()).toBeVisible();
  await page.getByLabel('When it began').fill(new Date().toLocaleString('sv-SE', { timeZone: 'Europe/London' }).replace(' ', 'T').slice(0, 16));
  await page.getByRole('button', { name: 'Enter the visit' }).click();
  await expect(page).toHaveURL(/\/patients\/.*\/visits/);

  await page.goto('/visits/paper');
  await expect(row).toContainText('Entered');
});
