import { expect, test } from '@playwright/test';
import { demoSignIns, make, newPatient, signInAs } from './demo.ts';

const asApp = { 'x-openward': '1' };

test('an entry opens by keyboard, each version beside the one before, and what others write is told, not thrown in', async ({ page, browser }) => {
  await signInAs(page, 'doctor');
  const { id: patient_id } = await newPatient(page);
  const title = `Sprained ankle ${Date.now().toString(36)}`;
  const at = `/api/patients/${patient_id}/problems`;
  const statement = { concept: { text: title }, onset: '2026-01-02' };
  const { id, version } = await make(page, at, { statement });
  const changed = await page.request.put(`${at}/${id}`, { headers: asApp, data: { version, statement: { ...statement, onset: '2026-01-05' } } });
  expect(changed.status()).toBe(200);

  // The stream of news is kept waiting, so that something is written after the page was read and before it is open.
  const stream = Promise.withResolvers<void>();
  await page.route('**/api/live/charts/*', async (route) => {
    await stream.promise;
    await route.continue();
  });
  await page.goto(`/patients/${patient_id}/timeline`);
  await page.getByPlaceholder('Search in the chart').fill(title);
  const line = page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: new RegExp(title) });
  await line.focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('dialog', { name: 'Entry' });
  const second = entry.getByRole('button', { name: /^2 / });
  await second.focus();
  await page.keyboard.press('Enter');
  await expect(entry.getByRole('row', { name: 'Began 02-Jan-2026 05-Jan-2026' })).toBeVisible();
  await expect(entry.getByText('Written down')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(entry).toBeHidden();

  const nurse = await browser.newContext({ baseURL: process.env['E2E_URL'] ?? '' });
  const { password, accounts } = demoSignIns();
  const username = accounts.find(({ role }) => role === 'nurse')?.username;
  expect((await nurse.request.post('/api/session', { headers: asApp, data: { username, password } })).status()).toBe(200);
  const write = async (what: string) => {
    expect((await nurse.request.post(at, { headers: asApp, data: { statement: { concept: { text: `${title}, ${what}` } } } })).status()).toBe(201);
  };
  await write('swollen');
  stream.resolve();
  await expect(page.getByRole('button', { name: 'Show 1 new entry' })).toBeVisible();
  await write('blue');
  const news = page.getByRole('button', { name: 'Show 2 new entries' });
  await expect(news).toBeVisible();
  await expect(page.getByText(`${title}, swollen`)).toHaveCount(0);
  await news.click();
  await expect(page.getByText(`${title}, swollen`).first()).toBeVisible();
  await expect(page.getByText(`${title}, blue`).first()).toBeVisible();
  await nurse.close();
});
