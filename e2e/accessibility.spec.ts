import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { demoSignIns, firstPatient } from './demo.ts';

/** Which screens each role looks at; `chart` stands for the first patient of the demo. */
const screens: Record<string, string[]> = {
  doctor: ['/patients', '/patients/new', '/account', '/inbox', '/overdue', '/visits', '/my-room', '/schedule', '/duty', '/emergency'],
  // Again a doctor, so that the screens of the chart are looked at beside those.
  'doctor in the chart': ['chart', 'chart/registration', 'chart/coverage', 'chart/history', 'chart/timeline', 'chart/visits', 'chart/problems', 'chart/medicines', 'chart/orders', 'chart/vitals', 'chart/notes', 'chart/documents', 'chart/care-plan'],
  'medical-records': ['/patients/merge', '/note-templates'],
  administrator: ['/administration/accounts', '/administration/roles', '/administration/machines', '/administration/sessions', '/administration/sign-in',
    '/staff', '/staff/new', '/places', '/places/departments', '/patients/payers', '/code-systems', '/vital-units', '/queue-settings', '/backups', '/downtime', '/keys'],
  compliance: ['/audit', '/unusual-access', '/access', '/labels', '/rights', '/breaches', '/assets', 'chart/consent'],
  accountant: ['/ledger', '/ledger/accounts', '/ledger/bank', '/ledger/reports', '/ledger/periods', '/billing/shares'],
  cashier: ['/cashier', '/billing/paper', '/billing/drawer'],
  'billing-manager': ['/billing/invoices', '/billing/receivables', '/billing/missed', '/billing/prices', '/billing/rules', '/billing/settings', '/billing/approvals', '/billing/day', '/billing/collections'],
  'clinic-manager': ['/calendars', '/calendars/kinds', '/calendars/holidays', '/calendars/harm'],
  'front-desk': ['/queue', '/patients/paper', '/visits/paper', '/messages', '/schedule/look-at', '/waiting-list', '/waiting-list/offers', '/referrals'],
  display: ['/display'],
  kiosk: ['/kiosk'],
};

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** In which languages a screen is looked at: the second is written from right to left. */
const languages = ['en-GB', 'ar'] as const;

const colours = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds. In the dark only colours differ from what the light look was searched for; from right to left they are those of the light look.
 * The checker is put into a page once and not, as its own wrapper does, before each look: that took longer than to look.
 */
async function findings(page: Page, of: 'all' | 'colours' | 'all but colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const which: RunOptions = {
    all: {},
    colours: { runOnly: { type: 'rule' as const, values: colours } },
    'all but colours': { rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])) },
  }[of];
  // Style sheets are not fetched again, and what is well is not described.
  const found = await page.evaluate((options) => (globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(options), { ...which, preload: false, resultTypes: ['violations' as const] });
  return found.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Waits until a screen stands, and nothing on it is still loading, twice in a row. */
async function settled(page: Page): Promise<void> {
  await expect.poll(async () => {
    const loading = () => page.evaluate(() => document.querySelector('h1')?.checkVisibility() !== true || document.querySelector('[aria-busy=true]') !== null);
    const before = await loading();
    await page.waitForTimeout(150);
    return before || (await loading());
  }).toBe(false);
}

/** What is found and still stands after news of others, which may come while the checker looks, have been drawn. */
async function standing(page: Page, of: 'all' | 'all but colours'): Promise<string[]> {
  const found = await findings(page, of);
  if (found.length === 0) return found;
  await settled(page);
  return findings(page, of);
}

/** Waits until no colour is on its way to another; one that is never painted, out of sight, is not waited for. */
const still = (page: Page) => page.evaluate(() => Promise.race([
  Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished)).then(() => undefined),
  new Promise<undefined>((resolve) => { setTimeout(() => resolve(undefined), 2000); }),
]));

/** Goes to a screen as a link does: the app is not loaded anew for each. */
async function follow(page: Page, path: string): Promise<void> {
  const before = await page.locator('h1').first().elementHandle();
  await page.evaluate((to) => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  if (path !== '/account') await page.waitForFunction((heading) => !heading?.isConnected, before);
}

/** Looks at the screen that is open: in English light, dark and as narrow as a phone, without opening it again; in Arabic once. */
async function look(page: Page, locale: (typeof languages)[number]): Promise<Record<string, string[]>> {
  await settled(page);
  if (locale === 'ar') {
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    return { 'right to left': await standing(page, 'all but colours') };
  }
  const light = await standing(page, 'all');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await still(page);
  const dark = await findings(page, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  await still(page);
  await page.setViewportSize(phone);
  await settled(page);
  const narrow = await standing(page, 'all');
  await page.setViewportSize(desk);
  return { light, dark, phone: narrow };
}

const looking = (browser: Browser, locale: string) => browser.newContext({ viewport: desk, colorScheme: 'light', locale, baseURL: process.env['E2E_URL'] ?? '' });

/** Signs in through the API, as a browser would. */
async function openAs(browser: Browser, locale: string, role: string): Promise<Page> {
  const context = await looking(browser, locale);
  const { password, accounts } = demoSignIns();
  const username = accounts.find((account) => account.role === role)?.username;
  const answer = await context.request.post('/api/session', { headers: { 'x-openward': '1' }, data: { username, password } });
  expect(answer.status()).toBe(200);
  return context.newPage();
}

/** What was found, by screen and look; empty where all is well. */
const wrong = (found: Record<string, Record<string, string[]>>) =>
  Object.fromEntries(Object.entries(found).flatMap(([path, looks]) => Object.entries(looks).filter(([, each]) => each.length > 0).map(([name, each]) => [`${path}, ${name}`, each])));

// Each role and language is a test of its own, so that two workers share them.
test.describe.configure({ mode: 'parallel' });

for (const locale of languages) {
  test(`no accessibility findings at the sign-in, ${locale}`, async ({ browser }) => {
    const visitor = await (await looking(browser, locale)).newPage();
    await visitor.goto('/');
    expect(wrong({ 'sign-in': await look(visitor, locale) })).toEqual({});
  });

  for (const [role, paths] of Object.entries(screens)) {
    test(`no accessibility findings on any screen, ${role}, ${locale}`, async ({ browser }) => {
      test.setTimeout(480_000);
      const page = await openAs(browser, locale, role.replace(' in the chart', ''));
      const first = paths.some((path) => path.startsWith('chart')) ? await firstPatient(page) : '';
      const found: Record<string, Record<string, string[]>> = {};
      // A style or a script that the page did not name would be told here, and not work.
      const blocked: string[] = [];
      page.on('console', (said) => { if (said.text().includes('Content Security Policy')) blocked.push(said.text()); });
      await page.goto('/account');
      // Its own heading, and not one that stands there while it is loaded: else the next screen seems to be open before it is.
      await settled(page);
      for (const path of paths) {
        await follow(page, path.replace(/^chart/, `/patients/${first}`));
        found[path] = await look(page, locale);
      }
      await page.context().close();
      expect(wrong(found)).toEqual({});
      expect(blocked).toEqual([]);
    });
  }
}

test('a style that the page does not name is not applied, and is told', async ({ page }) => {
  const blocked: string[] = [];
  page.on('console', (said) => { if (said.text().includes('Content Security Policy')) blocked.push(said.text()); });
  const answer = await page.goto('/');
  expect(answer?.headers()['content-security-policy']).not.toContain('unsafe-inline');
  const applied = await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'h1 { color: rgb(1, 2, 3) !important }';
    document.head.append(style);
    return getComputedStyle(document.querySelector('h1') ?? document.body).color === 'rgb(1, 2, 3)';
  });
  expect(applied).toBe(false);
  await expect.poll(() => blocked.length).toBeGreaterThan(0);
});

test('the checker finds what is wrong when something is', async ({ page }) => {
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png"><button></button></main></html>');
  expect((await findings(page)).map((each) => each.split(':')[0])).toEqual(expect.arrayContaining(['image-alt', 'button-name']));
});
