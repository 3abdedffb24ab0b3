import { expect, test } from '@playwright/test';
import { make, newPatient, signInAs } from './demo.ts';

test('what one privacy officer proposes to erase, another erases: nobody is found by that name any more', async ({ browser }) => {
  const [desk, officer, deputy] = await Promise.all(Array.from({ length: 3 }, async () => (await browser.newContext()).newPage()));
  await Promise.all([signInAs(desk!, 'front-desk'), signInAs(officer!, 'compliance'), signInAs(deputy!, 'compliance', 1)]);
  const { id, family } = await newPatient(desk!);
  await make(officer!, `/api/patients/${id}/rights-requests`, { kind: 'erasure', received_on: '2026-01-31', asked_by: 'By letter', identity_proof: 'Signature', wish: family });

  await officer!.goto('/rights');
  const open = (page = officer!) => page.getByRole('row').filter({ hasText: family.slice(0, 20) }).getByRole('button', { name: 'Open' }).click();
  await open();
  const dialog = officer!.getByRole('dialog', { name: 'Request' });
  await expect(dialog).toContainText('There was no treatment');
  await dialog.getByRole('button', { name: 'Propose to erase what may go' }).click();
  await expect(dialog).toContainText('Somebody else erases what you proposed.');
  await expect(dialog.getByRole('button', { name: 'Erase for good' })).toHaveCount(0);

  await deputy!.goto('/rights');
  await open(deputy);
  const other = deputy!.getByRole('dialog', { name: 'Request' });
  await other.getByLabel('What was looked at').fill('Nothing is owed, nobody treated');
  await other.getByRole('button', { name: 'Erase for good' }).click();
  await expect(other).toContainText('Erased already');

  await desk!.goto(`/patients/${id}`);
  await expect(desk!.getByRole('region', { name: 'Patient banner' })).toContainText('Erased');
  const found = await desk!.request.get(`/api/patients/search?q=${family}`);
  expect(await found.text()).not.toContain(id);
  for (const page of [desk!, officer!, deputy!]) await page.context().close();
});
