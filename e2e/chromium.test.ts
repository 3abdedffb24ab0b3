import { chromium } from '@playwright/test';
import { expect, it } from 'vitest';
import { chromiumLaunch } from './chromium.ts';

it('starts the packaged Chromium on a machine that has none', async () => {
  const browser = await chromium.launch(chromiumLaunch([]));
  try {
    const page = await browser.newPage();
    await page.setContent('<title>Ward 3</title>');
    expect(await page.title()).toBe('Ward 3');
  } finally {
    await browser.close();
  }
}, 60_000);
