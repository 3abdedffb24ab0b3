import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const here = fileURLToPath(new URL('.', import.meta.url));
/** Where `npm run dev` finds the server while the screens are served by Vite. */
const api = process.env['OPENWARD_API'] ?? 'http://127.0.0.1:8080';
// The server refuses a call whose page and address differ: it must see the address that the browser has.
const proxy = { '/api': { target: api, changeOrigin: false } };

/**
 * The English words stand in the screens themselves, so of their catalogue the browser needs only what has places or
 * plurals to fill in; `speak` shows the others as they are.
 */
const onlyWhatIsCompiled: Plugin = {
  name: 'openward-english',
  enforce: 'post',
  transform: {
    filter: { id: /\/locales\/en\.po$/ },
    handler(code) {
      const json = /JSON\.parse\((".*")\)/s.exec(code)?.[1];
      if (json === undefined) throw new Error('The English catalogue is not compiled as it was');
      const messages = JSON.parse(JSON.parse(json) as string) as Record<string, unknown[]>;
      const kept = Object.fromEntries(Object.entries(messages).filter(([id, compiled]) => compiled.length !== 1 || compiled[0] !== id));
      return { code: `export const messages = ${JSON.stringify(kept)};`, map: null };
    },
  },
};

export default defineConfig({
  root: here,
  plugins: [
    react(),
    lingui({ cwd: here, configPath: `${here}lingui.config.js`, failOnCompileError: true }),
    onlyWhatIsCompiled,
    VitePWA({
      registerType: 'prompt',
      manifest: {
        name: 'OpenWard',
        short_name: 'OpenWard',
        description: 'Hospital management',
        theme_color: '#0c3b4e',
        background_color: '#f3f5f8',
        display: 'standalone',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
      },
      workbox: {
        // The shell only. What the server answers is never kept on the device: it is patients' data.
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        globIgnores: ['**/*{cyrillic,greek,vietnamese}*'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|fhir|print|health)(\/|$)/],
        runtimeCaching: [],
      },
    }),
  ],
  build: {
    target: ['chrome123', 'firefox121', 'safari17.5'],
    outDir: `${here}dist`,
    emptyOutDir: true,
    manifest: true,
  },
  html: { cspNonce: 'openward-style-nonce' },
  server: { proxy },
  preview: { proxy },
});
