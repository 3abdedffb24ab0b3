import { expect, type Locator, type Page, test } from '@playwright/test';
import { signInAs } from './demo.ts';

/** A day that is far enough for the whole of it to lie ahead, and that is a working day of the demo. */
function dayAhead(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  if (day.getUTCDay() === 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

async function openDay(page: Page, date: string): Promise<void> {
  await page.goto('/schedule');
  await page.getByRole('textbox', { name: 'Day', exact: true }).fill(date);
  await expect(page.locator('[data-body]').first()).toBeVisible();
  await expect(page.locator('[data-appointment]').first()).toBeVisible();
}

const shown = (box: Locator) => box.evaluate((element) => ({ top: (element as HTMLElement).offsetTop, height: (element as HTMLElement).offsetHeight }));
const idOf = async (box: Locator) => (await box.getAttribute('data-appointment'))?.split('/')[0] ?? '';
const boxOf = (page: Page, id: string) => page.locator(`[data-column] [data-appointment^="${id}/"]`);

/** The last appointment of a column that has free time after it. */
async function lastOf(page: Page, column: number): Promise<Locator> {
  const id = await idOf(page.locator('[data-column]').nth(column).locator('[data-appointment]').last());
  return boxOf(page, id);
}

interface Day {
  start: string;
  end: string;
  taken: { id: string; start: string; appointment: { visit_type_id: string; resource_ids: string[] } | null }[];
}

const px_per_minute = 1.4;

/** A time of the day to which the appointment can go, told by the server, as pixels from where it lies: what looks free on the grid may lie in a buffer, or have no room. */
async function freeTime(page: Page, date: string, id: string): Promise<{ by: number } | null> {
  const day = (await (await page.request.get(`/api/scheduling/day?date=${date}`)).json()) as Day;
  const own = day.taken.find((each) => each.id === id);
  if (own === undefined || own.appointment === null) return null;
  const answer = await page.request.post('/api/scheduling/find', {
    headers: { 'x-openward': '1' },
    data: { visit_type_id: own.appointment.visit_type_id, needs: own.appointment.resource_ids.map((each) => ({ resource_ids: [each] })), from: day.start, until: day.end, limit: 50 },
  });
  const { offers } = (await answer.json()) as { offers: { start: string }[] };
  // The nearest before it: the appointment is the last of its column.
  const minutes = offers.map(({ start }) => (Date.parse(start) - Date.parse(own.start)) / 60_000).findLast((each) => each < -20);
  return minutes === undefined ? null : { by: minutes * px_per_minute };
}

test('a day is run by keyboard and by pointer: moved, made longer, taken back; whoever else looks sees it at once', async ({ page, browser }) => {
  const date = dayAhead(9);
  await signInAs(page, 'front-desk');
  await openDay(page, date);
  const other = await browser.newPage();
  await signInAs(other, 'doctor');
  await openDay(other, date);

  // An appointment is taken up with M, moved by arrow keys, and left where it was with Escape.
  const box = await lastOf(page, 0);
  const id = await idOf(box);
  const before = await shown(box);
  await box.focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('status').filter({ hasText: /\d\d:\d\d–\d\d:\d\d/ })).toBeAttached();
  await page.keyboard.press('Escape');
  expect(await shown(box)).toEqual(before);

  // Past the end of the sessions: the server refuses, it goes back, and the reason is told.
  await box.focus();
  await page.keyboard.press('m');
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The appointment stays where it was.')).toBeVisible();
  await expect.poll(() => shown(box)).toEqual(before);
  await page.getByRole('button', { name: 'Close' }).click();

  // Somewhere it is free: half as long, which its own time always allows.
  await box.focus();
  await page.keyboard.press('m');
  await page.keyboard.press('-');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The appointment is moved')).toBeVisible();
  const shorter = await shown(box);
  expect(shorter.height).toBeLessThan(before.height);
  await expect.poll(() => shown(boxOf(other, id))).toEqual(shorter);
  await expect(box).toBeFocused();

  // Ctrl+Z takes it back, for everybody.
  await page.keyboard.press('Control+z');
  await expect.poll(() => shown(box)).toEqual(before);
  await expect.poll(() => shown(boxOf(other, id))).toEqual(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);

  // Its lower edge is dragged up, and the toast takes that back.
  const { x, y, width, height } = (await box.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height - 3);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height - 12, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await shown(box)).height).toBeLessThan(before.height);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => shown(box)).toEqual(before);

  // It is dragged to a free time, and a click that ends a drag opens nothing.
  const free = await freeTime(page, date, id);
  expect(free, 'the demo leaves some time free').not.toBeNull();
  await box.scrollIntoViewIfNeeded();
  const from = (await box.boundingBox())!;
  const scroller = page.getByRole('region', { name: 'Calendars of the day' });
  await page.mouse.move(from.x + 40, from.y + 6);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 16, { steps: 2 });
  const view = (await scroller.boundingBox())!;
  const aim = from.y + 6 + free!.by;
  if (aim < view.y + 70) await scroller.evaluate((element, by) => { element.scrollTop += by; }, aim - view.y - 200);
  const scrolled = aim < view.y + 70 ? view.y + 200 : aim;
  await page.mouse.move(from.x + 40, scrolled, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await shown(box)).top).not.toBe(before.top);
  const dragged = await shown(box);
  await expect.poll(() => shown(boxOf(other, id))).toEqual(dragged);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The same without dragging: by the menu.
  await box.focus();
  await page.getByRole('button', { name: 'Move…' }).click();
  await expect(page.getByRole('menuitem', { name: /minutes later/ })).toBeVisible();
  await page.getByRole('menuitem', { name: /To a free time/ }).click();
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Free times' })).toBeVisible();
  await page.keyboard.press('Escape');
  await other.close();
});

test('a week of one calendar, filters, days by keys, and what is printed', async ({ page }) => {
  await signInAs(page, 'front-desk');
  const date = dayAhead(2);
  await openDay(page, date);
  await page.getByRole('heading', { name: 'Schedule' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('textbox', { name: 'Day', exact: true })).not.toHaveValue(date);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('textbox', { name: 'Day', exact: true })).toHaveValue(date);
  const name = (await page.locator('[data-appointment] strong').first().textContent()) ?? '';
  await page.getByLabel('Find in these').fill(name.slice(0, 6));
  await expect(page.locator('[data-column] [data-appointment] strong').first()).toContainText(name.slice(0, 6));
  await page.getByLabel('Find in these').fill('nobody is called so');
  await expect(page.locator('[data-column] [data-appointment]')).toHaveCount(0);
  await page.getByLabel('Find in these').fill('');
  await page.getByText('Week', { exact: true }).click();
  await expect(page.locator('[data-column]')).toHaveCount(7);
  await page.getByText('Day', { exact: true }).click();
  await expect(page.locator('[data-column]').first()).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('table').first()).toContainText(/Printed by .+, \d\d-\w{3}-\d{4} \d\d:\d\d/);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  const drawn = await page.evaluate(() => performance.getEntriesByName('schedule.grid').map(({ duration }) => Math.round(duration)));
  test.info().annotations.push({ type: 'from drawing to painted, ms', description: drawn.join(', ') });
  expect(drawn.length).toBeGreaterThan(0);
});
