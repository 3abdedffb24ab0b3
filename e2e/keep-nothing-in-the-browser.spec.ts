import { randomInt } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { make, signInAs } from './demo.ts';

/** Names that nobody has, so that whatever finds one found what this test planted. */
const digits = String(randomInt(100_000, 1_000_000));
const letters = [...digits].map((digit) => 'qwxzvkjbfg'[Number(digit)]).join('');
const planted = { family: `Zyxwane${letters}`, given: `Qvornbyxul${letters}`, number: `PLANT${digits}`, phone: `+35799${digits}`, note: `plantedword${letters}` };

/** All that a browser keeps beyond the page: what is stored, cached and remembered of addresses. */
async function keptBy(page: Page, addresses: readonly string[]): Promise<Record<string, string>> {
  const inside = await page.evaluate(async () => {
    const entries = (storage: Storage) => JSON.stringify(Object.entries(storage));
    const rowsOf = (name: string) => new Promise<unknown>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error ?? new Error(name));
      opening.onsuccess = () => {
        const stores = [...opening.result.objectStoreNames];
        if (stores.length === 0) return resolve([]);
        const reading = opening.result.transaction(stores);
        const all = stores.map((store) => new Promise((rows, fault) => {
          const asked = reading.objectStore(store).getAll();
          asked.onsuccess = () => rows({ store, rows: asked.result });
          asked.onerror = () => fault(asked.error ?? new Error(store));
        }));
        void Promise.all(all).then(resolve, reject).finally(() => opening.result.close());
      };
    });
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) cached.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    const databases = await Promise.all((await indexedDB.databases()).map(async ({ name = '' }) => ({ name, all: await rowsOf(name) })));
    return {
      localStorage: entries(localStorage), sessionStorage: entries(sessionStorage), indexedDB: JSON.stringify(databases), caches: cached.join('\n'),
      history: JSON.stringify(history.state), window: window.name,
    };
  });
  return { ...inside, cookies: JSON.stringify(await page.context().cookies()), addresses: addresses.map((each) => decodeURIComponent(each)).join('\n') };
}

/** Where which of the planted names is kept; also what base64 hides. */
function foundIn(kept: Record<string, string>): string[] {
  return Object.entries(kept).flatMap(([where, text]) => Object.values(planted)
    .filter((each) => [each, Buffer.from(each).toString('base64').slice(0, 8)].some((shape) => text.toLowerCase().includes(shape.toLowerCase())))
    .map((each) => `${where}: ${each}`));
}

test('after registering, searching, reading and writing the browser keeps no name, number, telephone or note, and a planted one would be found', async ({ page }) => {
  const addresses: string[] = [];
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await signInAs(page, 'doctor');
  const { id } = await make(page, '/api/patients', {
    names: [{ family: planted.family, given: [planted.given] }], sex: 'female', birth_date: '1980-02-03',
    identifiers: [{ kind: 'national_id', issuer: 'GB', value: planted.number }], telecoms: [{ system: 'phone', use: 'mobile', value: planted.phone }],
  });
  const visit = await make(page, `/api/patients/${id}/visits`, { class: 'outpatient', status: 'in-progress' });

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a patient or a screen' })).toBeFocused();
  await page.keyboard.type(planted.family, { delay: 30 });
  await expect(page.getByText(new RegExp(planted.family, 'i')).first()).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto('/patients');
  await page.getByRole('textbox').or(page.getByRole('searchbox')).first().fill(planted.family);
  await page.getByText(new RegExp(planted.given, 'i')).first().click();
  await expect(page).toHaveURL(/\/patients\/.+/);
  await page.goto(`/patients/${id}`);
  await expect(page.getByText(new RegExp(planted.family, 'i')).first()).toBeVisible();

  // A note that is begun and left: what is not sent yet is what drafts would keep.
  await page.goto(`/patients/${id}/consultation/${visit.id}`);
  await expect(page.locator('#part-close')).toBeVisible();
  const fields = page.locator('main').getByRole('textbox');
  await fields.last().fill(planted.note);
  await page.waitForTimeout(2000);
  expect(foundIn(await keptBy(page, addresses))).toEqual([]);
  await page.goto('/');
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(foundIn(await keptBy(page, addresses))).toEqual([]);

  // The search itself can fail: in each place one is planted and found.
  await page.evaluate(async ({ family, given, number, note }) => {
    localStorage.setItem('draft', family);
    sessionStorage.setItem('draft', btoa(given));
    window.name = number;
    document.cookie = `draft=${note}`;
    await (await caches.open('planted')).put('/planted', new Response(note));
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('planted');
      opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { autoIncrement: true });
      opening.onerror = () => reject(opening.error ?? new Error('planted'));
      opening.onsuccess = () => {
        const writing = opening.result.transaction('drafts', 'readwrite');
        writing.objectStore('drafts').add({ family });
        writing.oncomplete = () => { opening.result.close(); resolve(); };
      };
    });
    // Past the router, which would put its own state in place of this one.
    History.prototype.pushState.call(history, { given }, '', `/?q=${encodeURIComponent(family)}`);
  }, planted);
  expect(foundIn(await keptBy(page, [...addresses, page.url()])).toSorted()).toEqual([
    `addresses: ${planted.family}`, `caches: ${planted.note}`, `cookies: ${planted.note}`, `history: ${planted.given}`, `indexedDB: ${planted.family}`,
    `localStorage: ${planted.family}`, `sessionStorage: ${planted.given}`, `window: ${planted.number}`,
  ]);
});
