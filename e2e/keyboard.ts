import { expect, type Page } from '@playwright/test';

/** Between two keys of somebody who types fast. Quicker than this, it would be taken for a barcode scanner. */
export const pace_ms = 50;

/** Presses Tab until the focus is on the button or the field that the name says: nothing is done with a pointer. */
export async function tabTo(page: Page, what: 'button' | 'field', name: string | RegExp, within = 'body'): Promise<void> {
  const place = page.locator(within);
  const wanted = what === 'button' ? place.getByRole('button', { name }) : place.getByRole('textbox', { name }).or(place.getByRole('combobox', { name }));
  await expect(wanted.first()).toBeAttached();
  for (let step = 0; step < 150; step += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

/** Alt and the digit of a part of the consultation, as the page shows it. */
export async function jump(page: Page, key: string): Promise<void> {
  const parts = await page.locator('[id^="part-"]').evaluateAll((elements) => elements.map(({ id }) => id));
  await page.keyboard.press(`Alt+Digit${parts.indexOf(`part-${key}`) + 1}`);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('section')?.id)).toBe(`part-${key}`);
}

/** Types into the field that has the focus and finds codes, and takes the first, which is marked once the list is of what was typed. */
export async function pickFirst(page: Page, typed: string): Promise<void> {
  await page.keyboard.type(typed, { delay: pace_ms });
  const first = page.getByRole('listbox').getByRole('option').first();
  await expect(first).toContainText(new RegExp(typed, 'i'));
  await expect(first).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(0);
}
