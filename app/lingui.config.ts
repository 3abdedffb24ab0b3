import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';
import { wordsExtractor } from './web/languages/extract.ts';

/** The languages of the screens. A message is its English text; `npx lingui extract` finds it by `t('…')`, `words('…')` and `<Trans id="…">`. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar'],
  catalogs: [
    {
      path: '<rootDir>/locales/{locale}',
      include: ['<rootDir>/web', '<rootDir>/web.tsx', '<rootDir>/../platform/ui', '<rootDir>/../departments/*/web'],
      exclude: ['**/*.test.*'],
    },
  ],
  extractors: [wordsExtractor],
  format: formatter({ explicitIdAsDefault: true, lineNumbers: false }),
});
