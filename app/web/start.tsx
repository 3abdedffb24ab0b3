import '@openward/platform/ui/styles';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { cssVariables, letSchemasSpeak, ServerProblem, SlotsContext, theme, type ScreenRegistration } from '@openward/platform/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, speak } from './languages/languages.ts';
import { routerOf } from './router.tsx';
import { watchForUpdates } from './update.tsx';

/** Asks again after a lost connection, never after an answer. */
const retry = (failures: number, error: Error) => error instanceof ServerProblem && error.status === 0 && failures < 3;

/** What the policy of this page lets write styles. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Read by what locks the scrolling under a dialog (get-nonce), which has no other way to be told.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Draws the web app out of what the departments bring. */
export async function start(registrations: readonly ScreenRegistration[]): Promise<void> {
  const language = preferredLanguage();
  await speak(language);
  letSchemasSpeak(i18n);
  const client = new QueryClient({
    // Errors of a read are shown where its answer would be; a refused save is shown in its form.
    defaultOptions: { queries: { staleTime: 15_000, gcTime: 5 * 60_000, retry, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
  const router = routerOf(registrations);
  const colorScheme = localStorageColorSchemeManager({ key: 'openward.appearance' });
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <DirectionProvider initialDirection={language.direction} detectDirection={false}>
          <MantineProvider getStyleNonce={() => nonce} theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorScheme} defaultColorScheme="auto">
            <QueryClientProvider client={client}>
              <SlotsContext.Provider value={registrations}>
                <Notifications position="bottom-center" limit={3} />
                <RouterProvider router={router} />
              </SlotsContext.Provider>
            </QueryClientProvider>
          </MantineProvider>
        </DirectionProvider>
      </I18nProvider>
    </StrictMode>,
  );
  void watchForUpdates().catch(() => undefined);
  whenIdle(() => void import('./kit.ts').catch(() => undefined));
}

/** Safari has no idle callback; a moment later does as well. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(act);
  else setTimeout(act, 1_000);
}
