import { expect, test, type Page } from '@playwright/test';
import { make, newPatient, signInAs } from './demo.ts';

interface Named { id: string; name: string; kind: string }
interface Offer { start: string; resource_ids: string[] }

const hours = 3_600_000;

/** A clinician who has nothing free for three days: what was free is booked for somebody. */
async function fullClinician(page: Page): Promise<{ name: string; kind: string }> {
  const { resources } = (await (await page.request.get('/api/scheduling/resources')).json()) as { resources: Named[] };
  const { visit_types } = (await (await page.request.get('/api/scheduling/visit-types')).json()) as { visit_types: (Named & { minutes: number })[] };
  const clinician = resources.filter(({ kind }) => kind === 'clinician').at(-1)!;
  const type = visit_types.find(({ name }) => name === 'Consultation')!;
  const until = new Date(Date.now() + 80 * hours).toISOString();
  const asked = { visit_type_id: type.id, needs: [{ resource_ids: [clinician.id] }], until, limit: 50 };
  const answer = await page.request.post('/api/scheduling/find', { headers: { 'x-openward': '1' }, data: asked });
  const { offers } = (await answer.json()) as { offers: Offer[] };
  const { id } = await newPatient(page);
  for (const { start, resource_ids } of offers) await make(page, `/api/patients/${id}/appointments`, { visit_type_id: type.id, resource_ids, start });
  return { name: clinician.name, kind: `${type.name} · ${type.minutes} min` };
}

test('a doctor fits somebody urgent in: sees who would make room, and accepts it', async ({ page }) => {
  await signInAs(page, 'doctor');
  const { name, kind } = await fullClinician(page);
  const { id } = await newPatient(page);
  await page.goto(`/patients/${id}/appointments`);
  await page.getByRole('button', { name: 'Fit in urgently' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fit in urgently' });
  await dialog.getByLabel('Kind of appointment').selectOption(kind);
  await dialog.getByLabel('With').selectOption(name);
  await dialog.getByLabel('Must be seen').selectOption('Within three days');
  await dialog.getByRole('button', { name: 'Look for ways' }).click();

  const ways = dialog.getByRole('group', { name: 'Ways to fit the patient in' });
  const least = ways.getByRole('region').first();
  await expect(least).toContainText('Least harm');
  await expect(least.getByRole('listitem').first()).toContainText('comes later');
  // Nothing happens by itself: it takes a reason, and a person.
  await expect(dialog.getByRole('button', { name: /^Accept/ })).toBeDisabled();
  await dialog.getByLabel('Why it cannot wait').fill('Chest pain since this morning');
  await dialog.getByRole('button', { name: /^Accept, and move/ }).click();
  await expect(page.getByText(/The patient is fitted in\./).first()).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /Chest pain since this morning/ })).toContainText(name);
});
