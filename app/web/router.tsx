import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, useParams, type AnyRoute, type AsyncRouteComponent } from '@tanstack/react-router';
import { ErrorState, usePermissions, useSlot, type Needs, type ScreenRegistration } from '@openward/platform/ui';
import type { FunctionComponent } from 'react';
import { HospitalFrame } from './hospital/hospital.tsx';
import { SessionGate } from './session/SessionGate.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { NotAllowed } from './shell/NotAllowed.tsx';
import { Home } from './shell/Home.tsx';
import { Shell } from './shell/Shell.tsx';

function Root() {
  return (
    <>
      <SessionGate>
        <Shell />
      </SessionGate>
      <HospitalFrame />
    </>
  );
}

/** The addresses of the web app, out of what the departments bring. */
export function routerOf(registrations: readonly ScreenRegistration[]) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound });
  const screen = (parent: AnyRoute, path: string, needs: Needs, load: () => Promise<{ default: FunctionComponent }>) =>
    createRoute({ getParentRoute: () => parent, path, component: guarded(needs, lazyRouteComponent(load)) });

  const routes = registrations.flatMap(({ routes = [] }) => routes.map(({ path, needs, load }) => screen(root, path, needs, load)));
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
  const frame = registrations.find(({ chartFrame }) => chartFrame !== undefined)?.chartFrame;
  const chart = frame === undefined ? [] : [chartRoute(root, frame, registrations, screen)];

  return createRouter({
    routeTree: root.addChildren([home, ...routes, ...chart]),
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
    defaultPendingMs: 300,
    scrollRestoration: true,
  });
}

type MakeScreen = (parent: AnyRoute, path: string, needs: Needs, load: () => Promise<{ default: FunctionComponent }>) => AnyRoute;

/** The chart: one frame with the banner, and beneath it the tabs that departments bring. */
function chartRoute(
  root: AnyRoute,
  frame: () => Promise<{ default: FunctionComponent }>,
  registrations: readonly ScreenRegistration[],
  screen: MakeScreen,
): AnyRoute {
  const chart = createRoute({
    getParentRoute: () => root,
    path: '/patients/$patientId',
    component: guarded('patients.read', lazyRouteComponent(frame)),
  });
  const first = createRoute({ getParentRoute: () => chart, path: '/', component: FirstTab });
  const tabs = registrations.flatMap(({ chartTabs = [], chartPages = [] }) => [...chartTabs, ...chartPages].map(({ path, needs, load }) => screen(chart, path, needs, load)));
  return chart.addChildren([first, ...tabs]);
}

function FirstTab() {
  const tab = useSlot('chartTabs')[0];
  const { patientId } = useParams({ strict: false }) as { patientId?: string };
  return tab === undefined ? <NotAllowed /> : <Navigate to={`/patients/${patientId ?? ''}/${tab.path}`} replace />;
}

/**
 * What a role may not do is not shown, also to somebody who types its address.
 * It tells the router how its screen is fetched, which then leaves the one before in its place until it is here: else the window is empty meanwhile.
 */
function guarded(needs: Needs, Screen: AsyncRouteComponent<object>): AsyncRouteComponent<object> {
  function Guarded() {
    const may = usePermissions();
    return may(needs) ? <Screen /> : <NotAllowed />;
  }
  return Object.assign(Guarded, { preload: async () => Screen.preload?.() });
}
