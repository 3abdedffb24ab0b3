import { defineConfig } from 'vitest/config';

const parts = '{app,platform,departments,guards,bench,e2e}';
const never = ['**/node_modules/**', '**/dist/**', 'guards/seeded/**'];

/** `unit` needs nothing; `http` needs the hospital that platform/testing opens: a database and the app over it. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${parts}/**/*.test.{ts,tsx}`],
          exclude: [...never, '**/*.http.test.ts'],
          testTimeout: 30_000,
          // Nothing is kept between pure tests: what they import is imported once.
          isolate: false,
        },
      },
      {
        test: {
          name: 'http',
          globalSetup: ['platform/testing/global-setup.ts'],
          include: [`${parts}/**/*.http.test.ts`],
          exclude: never,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
