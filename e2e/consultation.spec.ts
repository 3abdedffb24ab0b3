import { expect, test } from '@playwright/test';
import { newPatient, signInAs } from './demo.ts';
import { jump, pace_ms, tabTo } from './keyboard.ts';

test('a doctor opens a visit, writes it down, diagnoses, and signs it, by keyboard alone', async ({ page }) => {
  await signInAs(page, 'doctor');
  const { id, family } = await newPatient(page);
  await page.goto('/patients');
  await page.getByRole('row', { name: new RegExp(family, 'i') }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Patient banner' })).toBeVisible();
  await page.goto(`/patients/${id}/visits`);
  await tabTo(page, 'button', 'Open a visit');
  await page.keyboard.press('Enter');
  await tabTo(page, 'field', 'Reason', '[role=dialog]');
  await page.keyboard.type('Cough for five days', { delay: pace_ms });
  await page.keyboard.press('Enter');
  await expect(page.locator('#part-close')).toContainText('There is no diagnosis');
  await expect(page.locator('#part-reason')).toContainText('Cough for five days');

  await jump(page, 'reason');
  await tabTo(page, 'field', 'History');
  await page.keyboard.type('Worse at night. No blood.', { delay: pace_ms });
  await tabTo(page, 'button', 'Save reason and history');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

  await jump(page, 'close');
  await tabTo(page, 'field', 'Diagnosis', '#part-close');
  await page.keyboard.type('Bronchitis, as the spec calls it', { delay: pace_ms });
  const own = page.getByRole('option', { name: /without a code/ });
  await expect(own).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Add', '#part-close');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Diagnoses' })).toContainText('Bronchitis');

  await tabTo(page, 'field', /The patient goes/, '#part-close');
  await page.keyboard.type('Home', { delay: pace_ms });
  await tabTo(page, 'button', 'Sign and close');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Signed by').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign and close' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible();
});
