import { expect, test } from '@playwright/test';
import { signInAs } from './demo.ts';

test('somebody checks in, is called, comes in and is through; the display shows the token', async ({ browser, page }) => {
  await signInAs(page, 'front-desk');
  await page.goto('/queue');
  await page.getByLabel('Queue', { exact: true }).selectOption({ label: 'L · Laboratory' });
  await page.getByLabel('Room that calls').selectOption({ label: 'Blood room' });
  await page.getByRole('button', { name: 'Without appointment' }).click();
  const dialog = page.getByRole('dialog');
  const patient = dialog.getByRole('combobox', { name: 'Patient' });
  await patient.fill('an');
  await page.getByRole('listbox').getByRole('option').first().click();
  await dialog.getByLabel('Waits for').selectOption({ label: 'L · Laboratory' });
  await dialog.getByRole('button', { name: 'Check in' }).click();
  const told = dialog.getByRole('status');
  await expect(told).toContainText(/L\d+/);
  const code = /L\d+/.exec((await told.textContent()) ?? '')?.[0] ?? 'none';
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: code }).filter({ has: page.getByRole('button') });
  await expect(row).toContainText('Waits');

  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await signInAs(wall, 'display');
  await expect(wall.getByRole('complementary', { name: 'Next' })).toContainText(code);

  await page.keyboard.press('Control+Enter');
  await expect(row).toContainText('Called · Blood room');
  await expect(wall.getByRole('region', { name: 'Called now' })).toContainText(code);
  await page.getByRole('button', { name: `${code} is in the room` }).click();
  await expect(row).toContainText('In the room');
  await page.getByRole('button', { name: `${code} is through` }).click();
  await expect(row).toHaveCount(0);
  await expect(wall.getByRole('region', { name: 'Called now' })).not.toContainText(code);
  await wall.context().close();
});
