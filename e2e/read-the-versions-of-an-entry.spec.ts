import { expect, test, type Page } from '@playwright/test';
import { demoSignIns, signInAs } from './demo.ts';

const asApp = { 'x-openward': '1' };

async function firstPatient(page: Page): Promise<string> {
  const answer = await page.request.get('/api/patients?limit=1');
  const { patients } = (await answer.json()) as { patients: { id: string }[] };
  return patients[0]?.id ?? 'nobody';
}

test('an entry opens by keyboard, each version beside the one before, and what others write is told, not thrown in', async ({ page, browser }) => {
  await signInAs(page, 'doctor');
  const patient_id = await firstPatient(page);
  const title = `Sprained ankle ${Date.now().toString(36)}`;
  const at = `/api/patients/${patient_id}/problems`;
  const statement = { concept: { text: title }, onset: '2026-01-02' };
  const added = await page.request.post(at, { headers: asApp, data: { statement } });
  expect(added.status()).toBe(201);
  const { id, version } = (await added.json()) as { id: string; version: number };
  const changed = await page.request.put(`${at}/${id}`, { headers: asApp, data: { version, statement: { ...statement, onset: '2026-01-05' } } });
  expect(changed.status()).toBe(200);

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
  const wrote = await nurse.request.post(at, { headers: asApp, data: { statement: { concept: { text: `${title}, swollen` } } } });
  expect(wrote.status()).toBe(201);
  const news = page.getByRole('button', { name: /^Show .*new entr/ });
  await expect(news).toBeVisible();
  await expect(page.getByText(`${title}, swollen`)).toHaveCount(0);
  await news.click();
  await expect(page.getByText(`${title}, swollen`).first()).toBeVisible();
  await nurse.close();
});
