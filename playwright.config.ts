import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './e2e/chromium.ts';

/** The browser tests: each starts from the sign-in page of a hospital that `e2e/setup/hospital.ts` has really started. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/setup/hospital.ts',
  forbidOnly: true,
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  use: {
    ...(process.env['E2E_URL'] === undefined ? {} : { baseURL: process.env['E2E_URL'] }),
    // Without it, something that never appears is waited for until the whole test is over, and nobody is told what.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: chromiumLaunch(),
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
    // What the page said stands in the error; `--trace on` records everything, at its price.
    trace: 'off',
  },
});
