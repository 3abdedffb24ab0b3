import { expect, test } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { signInAs } from './demo.ts';

test('somebody unknown arrives, is triaged, taken by a doctor, and goes home', async ({ page }) => {
  const complaint = `Pain ${randomUUID().slice(0, 8)}`;
  await signInAs(page, 'doctor');
  await page.goto('/emergency');
  await page.getByRole('button', { name: 'Somebody has come' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Looks about this old, in years').fill('40');
  await dialog.getByLabel('Came', { exact: true }).selectOption({ label: 'Ambulance' });
  await dialog.getByLabel('Complaint').fill(complaint);
  await dialog.getByLabel('Complaint').press('Enter');

  const triage = dialog.getByRole('region', { name: 'Triage' });
  await triage.getByRole('button', { name: '1 · At once' }).click();
  await expect(dialog.getByRole('list', { name: 'Triages' })).toContainText('ESI 1');
  await dialog.getByRole('button', { name: 'Take this patient' }).click();

  await dialog.getByLabel('The patient goes', { exact: true }).selectOption({ label: 'Home' });
  await dialog.getByRole('button', { name: 'End the emergency visit' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(complaint)).toHaveCount(0);
  await page.goto('/emergency/register');
  await expect(page.getByRole('row').filter({ hasText: complaint })).toContainText('Home');
});
