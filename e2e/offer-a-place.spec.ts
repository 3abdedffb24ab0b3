import { expect, test, type Page } from '@playwright/test';
import { make, newPatient, signInAs } from './demo.ts';

interface Named { id: string; name: string; kind: string }
interface Offer { start: string; resource_ids: string[] }

const day = 86_400_000;

/** A time that somebody has, ten days ahead or later, and nothing else near it that would fit. */
async function takenTime(page: Page): Promise<{ appointment: { id: string; version: number }; patient_id: string; wish: object }> {
  const { resources } = (await (await page.request.get('/api/scheduling/resources')).json()) as { resources: Named[] };
  const { visit_types } = (await (await page.request.get('/api/scheduling/visit-types')).json()) as { visit_types: Named[] };
  const clinician = resources.filter(({ kind }) => kind === 'clinician').at(-2)!;
  const visit_type_id = visit_types.find(({ name }) => name === 'Consultation')!.id;
  const needs = [{ resource_ids: [clinician.id] }];
  const found = await page.request.post('/api/scheduling/find', { headers: { 'x-openward': '1' }, data: { visit_type_id, needs, from: new Date(Date.now() + 10 * day).toISOString(), limit: 20 } });
  // Others book beside this test: any of these will do.
  const { offers } = (await found.json()) as { offers: Offer[] };
  const offer = offers[Math.floor(Math.random() * offers.length)];
  const { id: patient_id } = await newPatient(page);
  const appointment = await make(page, `/api/patients/${patient_id}/appointments`, { visit_type_id, resource_ids: offer!.resource_ids, start: offer!.start });
  const until = new Date(Date.parse(offer!.start) + 60_000).toISOString();
  return { appointment, patient_id, wish: { visit_type_id, needs, from: offer!.start, until } };
}

test('a place that opens is offered to who waits for it, and the desk writes down that they take it', async ({ page }) => {
  await signInAs(page, 'front-desk');
  const { appointment, patient_id, wish } = await takenTime(page);
  const waits = await newPatient(page);
  await make(page, `/api/patients/${waits.id}/wanted-appointments`, { asked: wish, urgency: 'urgent' });
  await page.goto('/waiting-list');
  await expect(page.getByRole('row', { name: new RegExp(waits.family, 'i') })).toContainText('Urgent');

  const off = await page.request.post(`/api/patients/${patient_id}/appointments/${appointment.id}/cancel`, { headers: { 'x-openward': '1' }, data: { version: appointment.version, by: 'patient', reason: 'Travels' } });
  expect(off.status(), await off.text()).toBe(200);
  await page.getByRole('row', { name: new RegExp(waits.family, 'i') }).click();
  const dialog = page.getByRole('dialog', { name: 'On the waiting list' });
  // At night nothing is offered by itself: the desk does it.
  const take = dialog.getByRole('button', { name: 'They take it' });
  const offer = dialog.getByRole('button', { name: 'Offer now' });
  await expect(take.or(offer)).toBeVisible();
  if (await offer.isVisible()) await offer.click();
  await expect(take).toBeVisible();
  await take.click();
  await expect(page.getByText('The appointment is booked').first()).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(waits.family, 'i') })).toHaveCount(0);
  await page.goto(`/patients/${waits.id}/appointments`);
  await expect(page.getByRole('row', { name: /Consultation/ })).toContainText('Booked');
});
