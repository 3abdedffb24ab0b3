import { Outlet, useMatches, useNavigate, useRouterState } from '@tanstack/react-router';
import { CommandBar, failureToast, SlotsContext, useScanner, useSlot, useWords } from '@openward/platform/ui';
import { useCallback, useContext } from 'react';
import { Navigation } from './Navigation.tsx';
import { OfflineStrip } from './OfflineStrip.tsx';
import classes from './Shell.module.css';
import { TopBar } from './TopBar.tsx';

/** The frame around every screen: where one can go, what one can find, who one is, and whether the server is there. */
export function Shell() {
  // Of the screen that is drawn, and not of the address that is gone to: else the one before loses its frame.
  const drawn = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  const alone = useContext(SlotsContext).some(({ routes = [] }) => routes.some((route) => route.alone === true && route.path === drawn));
  return alone ? <main id="content" tabIndex={-1}><Outlet /></main> : <Framed />;
}

function Framed() {
  const t = useWords();
  useScans();
  const leaving = useRouterState({ select: ({ isLoading }) => isLoading });
  return (
    <div className={classes.shell}>
      <a className="skip-link" href="#content">
        {t('To the content')}
      </a>
      <Navigation />
      <div className={classes.main}>
        <TopBar />
        <OfflineStrip />
        <main id="content" className={classes.content} tabIndex={-1} aria-busy={leaving}>
          <Outlet />
        </main>
      </div>
      <CommandBar />
    </div>
  );
}

/** Opens what was scanned, from any screen. */
function useScans(): void {
  const t = useWords();
  const navigate = useNavigate();
  const readers = useSlot('scans');
  const open = useCallback(
    async (code: string) => {
      for (const { read } of readers) {
        const address = await read(code);
        if (address !== null) return navigate({ to: address });
      }
      failureToast(t('Nothing here has the code {code}', { code }));
    },
    [readers, navigate, t],
  );
  useScanner(
    useCallback(
      (code: string) => void open(code).catch(() => failureToast(t('The scan could not be looked up. Scan again.'))),
      [open, t],
    ),
  );
}
