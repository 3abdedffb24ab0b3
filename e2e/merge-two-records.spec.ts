import { randomInt } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { signInAs } from './demo.ts';

/** A name that no other run has used, and that is like nobody's, so that the test can be run again on the same hospital. */
const family = Array.from({ length: 14 }, (_none, place) => (place % 2 === 0 ? 'bcdfghjklmnprstvwz' : 'aeiou').charAt(randomInt(place % 2 === 0 ? 18 : 5))).join('').replace(/^./, (first) => first.toUpperCase());

async function fillRegistration(page: Page, given: string): Promise<void> {
  await page.goto('/patients/new');
  await page.getByLabel('Given names').fill(given);
  await page.getByLabel('Family name').fill(family);
  await page.getByLabel('Born', { exact: true }).fill('17-May-1980');
  await page.getByLabel('Sex', { exact: true }).selectOption({ label: 'Female' });
  await page.getByRole('button', { name: 'Register', exact: true }).click();
}

test('a patient is registered, found, registered again by mistake, merged, and the merge undone', async ({ page }) => {
  await signInAs(page, 'medical-records');

  await fillRegistration(page, 'Wilhelmina');
  const banner = page.getByRole('region', { name: 'Patient banner' });
  await expect(banner).toContainText(`${family.toUpperCase()}, Wilhelmina`);
  await expect(banner).toContainText('17-May-1980');

  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: /search/i }).or(page.getByPlaceholder(/name/i)).last().fill(`wilhelmina ${family.slice(0, 14)}`);
  await expect(page.getByRole('dialog').getByText(`${family.toUpperCase()}, Wilhelmina`)).toBeVisible();
  await page.keyboard.press('Escape');

  await fillRegistration(page, 'Wilhelmine');
  const warning = page.getByRole('dialog', { name: 'Is it one of these people?' });
  await expect(warning).toContainText(`${family.toUpperCase()}, Wilhelmina`);
  await warning.getByRole('button', { name: 'None of these: register a new patient' }).click();
  await expect(banner).toContainText(`${family.toUpperCase()}, Wilhelmine`);

  await page.goto('/patients/merge');
  const surviving = page.getByRole('region', { name: 'This record stays' });
  await surviving.getByRole('textbox').fill(`wilhelmina ${family}`);
  await surviving.getByRole('button', { name: /Wilhelmina/ }).click();
  const merged = page.getByRole('region', { name: 'This one is merged into it' });
  await merged.getByRole('textbox').fill(`wilhelmine ${family}`);
  await merged.getByRole('button', { name: /Wilhelmine/ }).click();
  await page.getByLabel('Why they are one person').fill('The same passport was shown');
  await page.getByRole('button', { name: 'Merge the records' }).click();
  await expect(page.getByText('The records are merged')).toBeVisible();
  await expect(banner).toContainText(`${family.toUpperCase()}, Wilhelmina`);

  await page.goto('/patients');
  await page.getByRole('search').getByRole('textbox').fill(`wilhelmine ${family}`);
  await page.getByRole('row', { name: new RegExp(family, 'i') }).first().click();
  await expect(banner).toContainText(`${family.toUpperCase()}, Wilhelmina`);

  await page.getByRole('tab', { name: 'Changes' }).or(page.getByRole('link', { name: 'Changes' })).first().click();
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await page.getByLabel('Why they are two people').fill('They are twins');
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('The merge is undone')).toBeVisible();

  await page.goto('/patients');
  await page.getByRole('search').getByRole('textbox').fill(`wilhelmine ${family}`);
  await page.getByRole('row', { name: /Wilhelmine/ }).first().click();
  await expect(banner).toContainText(`${family.toUpperCase()}, Wilhelmine`);
});
