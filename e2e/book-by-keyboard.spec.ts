import { expect, test } from '@playwright/test';
import { newPatient, signInAs } from './demo.ts';
import { pace_ms } from './keyboard.ts';

// A practised hand needs 0.28 s a key (Card, Moran and Newell, The Keystroke-Level Model): fifty keys and three answers of the server stay under 20 s.
const keys_max = 50;

test('a desk books an appointment by keyboard alone, with few keys', async ({ page }) => {
  await signInAs(page, 'front-desk');
  const { id, family } = await newPatient(page);
  await page.goto('/schedule');
  await expect(page.locator('[data-body]').first()).toBeVisible();
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press('Alt+KeyN');
  const dialog = page.getByRole('dialog', { name: 'Book an appointment' });
  await expect(dialog.getByRole('combobox', { name: 'Patient' })).toBeFocused();
  // The beginning of the name is enough: nobody else has it.
  for (const letter of family.slice(0, 14)) {
    keys += 1;
    await page.keyboard.type(letter, { delay: pace_ms });
  }
  // At once, as a practised hand does: it counts when the answer is there.
  await press('Enter');
  const first = dialog.getByRole('group', { name: 'Free times' }).getByRole('button').first();
  await expect(first).toBeFocused();
  await press('Enter');
  await expect(page.getByText('The appointment is booked').first()).toBeVisible();
  await expect(dialog).toHaveCount(0);
  expect(keys).toBeLessThanOrEqual(keys_max);

  await page.goto(`/patients/${id}/appointments`);
  await expect(page.getByRole('row', { name: /Booked/ })).toHaveCount(1);
});
