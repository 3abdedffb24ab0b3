import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const parts = '{app,platform,departments,guards,bench,e2e}';
const never = ['**/node_modules/**', '**/dist/**', 'guards/seeded/**'];

/** Tests that put something else in the place of a module: each in a process of its own. */
const mocking = ['platform/auth/server/sign-in.http.test.ts'];

/** Tests over a database and the app. Each file opens its own hospital; the modules that serve it are loaded once. The limits only end what hangs: a machine may be four times as slow as ours. */
const http = (name: string, more: { include: string[]; exclude: string[]; isolate?: boolean }): TestProjectInlineConfiguration => ({
  test: { name, globalSetup: ['platform/testing/global-setup.ts'], testTimeout: 600_000, hookTimeout: 600_000, ...more },
});

/** `unit` needs nothing; `http` needs the hospital that platform/testing opens: a database and the app over it. */
export default defineConfig({
  test: {
    // One for each core: half of the time a test waits for the database.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${parts}/**/*.test.{ts,tsx}`],
          exclude: [...never, '**/*.http.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Nothing is kept between pure tests: what they import is imported once.
          isolate: false,
        },
      },
      http('http', { include: [`${parts}/**/*.http.test.ts`], exclude: [...never, ...mocking], isolate: false }),
      http('http alone', { include: mocking, exclude: never }),
    ],
  },
});
