import { expect, test } from '@playwright/test';
import { signInAs } from './demo.ts';

test('the clinic manager sees what a leave does before it is saved, and the duty plan of the week', async ({ page }) => {
  await signInAs(page, 'clinic-manager');
  await page.goto('/calendars');
  await expect(page.getByRole('grid', { name: 'Calendars' })).toBeVisible();
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Recurring sessions' })).toBeVisible();
  await expect(page.getByText(/Every week on Mon, Tue/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Add leave or a block' }).click();
  await page.getByRole('button', { name: 'Show what it does' }).click();
  await expect(page.getByRole('region', { name: 'What it does' })).toContainText(/sessions? ahead/);
  await page.keyboard.press('Escape');
  await page.goto('/duty');
  await expect(page.getByRole('heading', { name: 'On call' })).toBeVisible();
  await page.getByRole('button', { name: /^Add a shift of/ }).first().click();
  await expect(page.getByRole('dialog')).toContainText('Save');
});
