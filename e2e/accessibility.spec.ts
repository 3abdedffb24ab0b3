import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { demoSignIns } from './demo.ts';

/** Which screens each role looks at; `chart` stands for the first patient of the list. */
const screens: Record<string, string[]> = {
  doctor: ['/patients', '/patients/new', 'chart', 'chart/registration', 'chart/coverage', 'chart/history', '/account', '/inbox', '/overdue', '/visits',
    'chart/timeline', 'chart/visits', 'chart/problems', 'chart/medicines', 'chart/orders', 'chart/vitals', 'chart/notes', 'chart/documents', 'chart/care-plan'],
  'medical-records': ['/patients/merge', '/note-templates'],
  administrator: ['/administration/accounts', '/administration/roles', '/administration/machines', '/administration/sign-in',
    '/staff', '/staff/new', '/places', '/places/departments', '/patients/payers', '/code-systems', '/vital-units'],
  compliance: ['/audit'],
};

const looks = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'en-GB' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'en-GB' },
  'right to left': { viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'ar' },
} as const;

/** What axe finds. In the dark only colours differ from what the light look was searched for. */
async function findings(page: Page, colours_only = false): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colours_only ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Waits until a screen stands, and nothing on it is still loading, twice in a row. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeAttached();
  await expect.poll(async () => {
    const busy = () => page.locator('[aria-busy=true]').count();
    const before = await busy();
    await page.waitForTimeout(150);
    return before + (await busy());
  }).toBe(0);
}

/** Signs in through the API, as a browser would, so that each look costs one sign-in. */
async function openAs(browser: Browser, look: (typeof looks)[keyof typeof looks], role: string): Promise<Page> {
  const context = await browser.newContext({ ...look, baseURL: process.env['E2E_URL'] ?? '' });
  const { password, accounts } = demoSignIns();
  const username = accounts.find((account) => account.role === role)?.username;
  const answer = await context.request.post('/api/session', { headers: { 'x-openward': '1' }, data: { username, password } });
  expect(answer.status()).toBe(200);
  return context.newPage();
}

for (const [name, look] of Object.entries(looks)) {
  test(`no accessibility findings on any screen, ${name}`, async ({ browser }) => {
    test.setTimeout(480_000);
    const found: Record<string, string[]> = {};
    const visitor = await (await browser.newContext({ ...look, baseURL: process.env['E2E_URL'] ?? '' })).newPage();
    await visitor.goto('/');
    await settled(visitor);
    found['sign-in'] = await findings(visitor, look.colorScheme === 'dark');
    for (const [role, paths] of Object.entries(screens)) {
      const page = await openAs(browser, look, role);
      const listed = await page.context().request.get('/api/patients?limit=1');
      const first = listed.ok() ? ((await listed.json()) as { patients: { id: string }[] }).patients[0]?.id : undefined;
      for (const path of paths) {
        await page.goto(path.replace(/^chart/, `/patients/${first ?? 'nobody'}`));
        await settled(page);
        found[path] = await findings(page, look.colorScheme === 'dark');
      }
      await page.context().close();
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, each]) => each.length > 0))).toEqual({});
  });
}

test('the checker finds what is wrong when something is', async ({ page }) => {
  await page.setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png"><button></button></main></html>');
  expect((await findings(page)).map((each) => each.split(':')[0])).toEqual(expect.arrayContaining(['image-alt', 'button-name']));
});
