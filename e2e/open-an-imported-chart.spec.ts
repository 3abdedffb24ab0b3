import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openward, signInAs } from './demo.ts';

const family = `Importova${Date.now().toString(36)}`;

/** A transaction bundle as another hospital sends it: a patient, a visit, an allergy and a result. */
function writeBundle(): string {
  const patient = 'urn:uuid:5d4d43a0-4d4c-4c8f-9a57-7c6a1a2b3c01';
  const visit = 'urn:uuid:5d4d43a0-4d4c-4c8f-9a57-7c6a1a2b3c02';
  const entry = (fullUrl: string, resource: { resourceType: string } & Record<string, unknown>) => ({
    fullUrl, resource, request: { method: 'POST', url: resource.resourceType },
  });
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      entry(patient, { resourceType: 'Patient', identifier: [{ system: 'urn:example:other-hospital', value: family }],
        name: [{ use: 'official', family, given: ['Ludmila'] }], gender: 'female', birthDate: '1971-02-03' }),
      entry(visit, { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, subject: { reference: patient },
        type: [{ text: 'Consultation for cough' }], period: { start: '2020-03-01T09:00:00Z', end: '2020-03-01T09:20:00Z' } }),
      entry('urn:uuid:5d4d43a0-4d4c-4c8f-9a57-7c6a1a2b3c03', { resourceType: 'AllergyIntolerance', patient: { reference: patient },
        clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
        code: { text: 'Penicillin' }, criticality: 'high', reaction: [{ manifestation: [{ text: 'Anaphylaxis' }], severity: 'severe' }] }),
      entry('urn:uuid:5d4d43a0-4d4c-4c8f-9a57-7c6a1a2b3c04', { resourceType: 'Observation', status: 'final', subject: { reference: patient },
        encounter: { reference: visit }, code: { text: 'Body temperature' }, effectiveDateTime: '2020-03-01T09:05:00Z',
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
        valueQuantity: { value: 38.4, unit: 'Cel', system: 'http://unitsofmeasure.org', code: 'Cel' } }),
    ],
  };
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'openward-bundle-')), 'bundle.json');
  writeFileSync(file, JSON.stringify(bundle));
  return file;
}

test('a bundle of another hospital is imported beside the running server, and its chart opens', async ({ page }) => {
  openward('import', 'fhir', writeBundle());

  await signInAs(page, 'doctor');
  await page.goto('/patients');
  await page.getByRole('search').getByRole('textbox').fill(`ludmila ${family}`);
  await page.getByRole('row', { name: new RegExp(family, 'i') }).first().click();
  const banner = page.getByRole('region', { name: 'Patient banner' });
  await expect(banner).toContainText(`${family.toUpperCase()}, Ludmila`);
  await expect(banner).toContainText('Penicillin');
  await expect(page.getByText('Body temperature').first()).toBeVisible();
  await expect(page.getByText('Consultation for cough').first()).toBeVisible();
});

test('a role that may not read the record is not shown its chart', async ({ page }) => {
  await signInAs(page, 'front-desk');
  await page.goto('/patients');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: 'Patient banner' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Timeline' }).or(page.getByRole('tab', { name: 'Timeline' }))).toHaveCount(0);
  await expect(page.getByText('Allergies')).toHaveCount(0);
});
