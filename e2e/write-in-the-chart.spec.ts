import { expect, test } from '@playwright/test';
import { make, newPatient, signInAs } from './demo.ts';
import { jump, pace_ms, pickFirst, tabTo } from './keyboard.ts';

test('a doctor writes in an empty chart by keyboard alone: problem, allergy, the medicine that it speaks against, an order, vital signs, a signed note', async ({ page }) => {
  await signInAs(page, 'doctor');
  const { id } = await newPatient(page);
  const visit = await make(page, `/api/patients/${id}/visits`, { class: 'outpatient', status: 'in-progress' });
  await page.goto(`/patients/${id}/consultation/${visit.id}`);
  await expect(page.locator('#part-close')).toBeVisible();
  const line = (part: string, text: RegExp) => page.locator(`#part-${part}`).getByRole('listitem').filter({ hasText: text }).first();

  await jump(page, 'problems');
  await tabTo(page, 'button', 'Add a problem', '#part-problems');
  await page.keyboard.press('Enter');
  await tabTo(page, 'field', /^Problem/, '#part-problems');
  await pickFirst(page, 'hypertension');
  await tabTo(page, 'button', 'Add a problem', '#part-problems');
  await page.keyboard.press('Enter');
  await expect(line('problems', /hypertension/i)).toBeVisible();

  await jump(page, 'allergies');
  await tabTo(page, 'button', 'Add an allergy', '#part-allergies');
  await page.keyboard.press('Enter');
  await tabTo(page, 'field', /^Substance/, '#part-allergies');
  await pickFirst(page, 'penicillins');
  await tabTo(page, 'field', 'Risk', '#part-allergies');
  await page.keyboard.type('High', { delay: pace_ms });
  await tabTo(page, 'button', 'Add an allergy', '#part-allergies');
  await page.keyboard.press('Enter');
  await expect(line('allergies', /penicillins.*High risk/i)).toBeVisible();

  await jump(page, 'orders');
  await tabTo(page, 'button', 'Prescribe a medicine', '#part-orders');
  await page.keyboard.press('Enter');
  await tabTo(page, 'field', /^Medicine/, '#part-orders');
  await pickFirst(page, 'amoxicillin');
  await expect(page.locator('#part-orders').getByRole('alert')).toContainText('Allergy to penicillins');
  await tabTo(page, 'field', /^Dose/, '#part-orders');
  await page.keyboard.type('.5', { delay: pace_ms });
  await tabTo(page, 'field', 'Unit', '#part-orders');
  await page.keyboard.type('grams', { delay: pace_ms });
  await tabTo(page, 'field', 'How many times', '#part-orders');
  await page.keyboard.type('3', { delay: pace_ms });
  await tabTo(page, 'button', 'Prescribe a medicine', '#part-orders');
  await page.keyboard.press('Enter');
  // It interrupts: nothing is prescribed until it is said why.
  const why = page.locator('#part-orders').getByRole('textbox', { name: 'Why it is given all the same' });
  await expect(why).toBeFocused();
  await expect(line('orders', /0\.5 grams/)).toHaveCount(0);
  await page.keyboard.type('Tolerated twice since', { delay: pace_ms });
  await tabTo(page, 'button', 'Prescribe a medicine', '#part-orders');
  await page.keyboard.press('Enter');
  await expect(line('orders', /amoxicillin.*0\.5 grams — 3 times a day/i)).toBeVisible();

  await jump(page, 'orders');
  await tabTo(page, 'button', 'Order something', '#part-orders');
  await page.keyboard.press('Enter');
  await tabTo(page, 'field', /^What is ordered/, '#part-orders');
  await page.keyboard.type('Blood film, as the spec calls it', { delay: pace_ms });
  await expect(page.getByRole('option', { name: /without a code/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Order something', '#part-orders');
  await page.keyboard.press('Enter');
  await expect(line('orders', /Blood film/)).toBeVisible();

  await jump(page, 'vitals');
  await tabTo(page, 'field', /^Respiratory rate/, '#part-vitals');
  // In the order in which one measures: 2 + 3 + 0 + 1 + 1 + 0 + 1 = 8.
  for (const value of ['22', '91', 'air', '105', '65', '100', 'Alert', '38.4']) {
    await page.keyboard.type(value, { delay: pace_ms });
    await page.keyboard.press('Tab');
  }
  await tabTo(page, 'button', 'Record vital signs', '#part-vitals');
  await page.keyboard.press('Enter');
  await expect(page.locator('#part-vitals').getByRole('alert')).toContainText('NEWS2 8');

  await jump(page, 'notes');
  await tabTo(page, 'field', 'New note', '#part-notes');
  await page.keyboard.type('SOAP', { delay: pace_ms });
  await expect(page.getByRole('option', { name: 'SOAP' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#part-notes').getByRole('textbox', { name: 'Subjective' })).toBeFocused();
  await page.keyboard.type('Cough and fever since Monday.', { delay: pace_ms });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#part-notes')).toContainText('SHA-256 of the signed text');
  await expect(page.locator('#part-notes').getByRole('button', { name: 'Amend' })).toBeVisible();
  await expect(page.locator('#part-notes')).toContainText('Cough and fever since Monday.');
});
