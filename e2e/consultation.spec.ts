import { expect, test, type Page } from '@playwright/test';
import { signInAs } from './demo.ts';

/** Presses Tab until the focus is on what the name says: nothing here is done with a pointer. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'combobox', name: string | RegExp, within = 'body'): Promise<void> {
  const wanted = page.locator(within).getByRole(role, { name });
  for (let step = 0; step < 60; step += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

/** Alt and the digit of a part, as the page shows it. */
async function jump(page: Page, key: string): Promise<void> {
  const parts = await page.locator('[id^="part-"]').evaluateAll((elements) => elements.map(({ id }) => id));
  await page.keyboard.press(`Alt+Digit${parts.indexOf(`part-${key}`) + 1}`);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('section')?.id)).toBe(`part-${key}`);
}

test('a doctor opens a visit, writes it down, diagnoses, and signs it, by keyboard alone', async ({ page }) => {
  await signInAs(page, 'doctor');
  await page.goto('/patients');
  await page.getByRole('row').nth(3).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Patient banner' })).toBeVisible();
  const chart = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  await page.goto(`${chart}/visits`);
  await tabTo(page, 'button', 'Open a visit');
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Reason', '[role=dialog]');
  await page.keyboard.type('Cough for five days');
  await page.keyboard.press('Enter');
  // Somebody who has an open visit already is asked about once more.
  const again = page.getByRole('button', { name: 'Open it all the same' });
  await expect(again.or(page.locator('#part-close'))).toBeVisible();
  if (await again.isVisible()) await again.press('Enter');
  await expect(page.locator('#part-close')).toContainText('There is no diagnosis');
  await expect(page.locator('#part-reason')).toContainText('Cough for five days');

  await jump(page, 'reason');
  await tabTo(page, 'textbox', 'History');
  await page.keyboard.type('Worse at night. No blood.');
  await tabTo(page, 'button', 'Save reason and history');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

  await jump(page, 'close');
  await tabTo(page, 'textbox', 'Diagnosis', '#part-close');
  await page.keyboard.type('Bronchitis, as the spec calls it');
  const own = page.getByRole('option', { name: /without a code/ });
  await expect(own).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Add', '#part-close');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Diagnoses' })).toContainText('Bronchitis');

  await tabTo(page, 'combobox', /The patient goes/, '#part-close');
  await page.keyboard.type('Home');
  await tabTo(page, 'button', 'Sign and close');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Signed by').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign and close' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible();
});
