import { expect, test, type Browser, type Page } from '@playwright/test';
import { make, newPatient, signInAs } from './demo.ts';
import { pace_ms } from './keyboard.ts';

// At 0.28 s a key (Card, Moran and Newell) these stay under ten seconds with the answers of the server.
const keys_max = 28;

/** Somebody who owes one consultation, by an invoice that is issued. */
async function debtor(browser: Browser): Promise<string> {
  const signedIn = async (role: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await signInAs(page, role);
    return page;
  };
  const desk = await signedIn('front-desk');
  const { id, family } = await newPatient(desk);
  const biller = await signedIn('billing-manager');
  const { services } = (await (await biller.request.get('/api/billing/services?find=CONS')).json()) as { services: { id: string; code: string }[] };
  await make(biller, `/api/billing/patients/${id}/charges`, { service_id: services.find(({ code }) => code === 'CONS')?.id });
  const { invoices } = await make<{ invoices: { id: string; version: number }[] }>(biller, `/api/billing/patients/${id}/invoices`, {});
  const issued = await biller.request.post(`/api/billing/invoices/${invoices[0]?.id}/issue`, { headers: { 'x-openward': '1' }, data: { version: invoices[0]?.version } });
  expect(issued.status(), await issued.text()).toBe(200);
  for (const page of [desk, biller]) await page.context().close();
  return family;
}

test('a cashier finds, takes and prints by keyboard; what is refused is told in words', async ({ browser, page }) => {
  const family = await debtor(browser);
  await signInAs(page, 'cashier');
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const find = async () => {
    await page.goto('/cashier');
    await expect(page.getByLabel('Name, hospital number or phone')).toBeFocused();
    keys = 0;
    for (const letter of family.slice(0, 14)) {
      keys += 1;
      await page.keyboard.type(letter, { delay: pace_ms });
    }
    await press('Enter');
    await expect(page.getByRole('textbox', { name: /^Amount/ })).toBeFocused();
    await expect(page.getByRole('textbox', { name: /^Amount/ })).not.toHaveValue('');
  };

  const { session } = (await (await page.request.get('/api/billing/drawer')).json()) as { session: object | null };
  if (session === null) {
    await find();
    await press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Open your drawer before you take cash' })).toBeVisible();
    await page.goto('/billing/drawer');
    await page.getByRole('textbox', { name: 'Float' }).fill('100.00');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Open a drawer' })).toHaveCount(0);
  }

  await find();
  await press('Enter');
  const receipt = page.getByRole('link', { name: 'Print receipt' });
  await expect(receipt).toBeFocused();
  expect(keys).toBeLessThanOrEqual(keys_max);
  const paper = await page.request.get((await receipt.getAttribute('href')) ?? '');
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, expect.stringMatching(/^(application\/pdf|text\/html)/)]);
  await page.getByRole('button', { name: 'Next' }).click();

  // It is paid: nothing is owed any more.
  await page.getByLabel('Name, hospital number or phone').fill(family);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing is owed')).toBeVisible();
});
