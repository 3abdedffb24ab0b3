import { formatter } from '@lingui/format-po';

/** The catalogues of the screens, for the build. `npm run words` writes them: see locales/words.cli.ts. */
export default {
  sourceLocale: 'en',
  locales: ['en', 'ar'],
  catalogs: [{ path: '<rootDir>/locales/{locale}', include: [] }],
  format: formatter({ explicitIdAsDefault: true, origins: false }),
};
