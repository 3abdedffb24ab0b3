import { words, type ScreenRegistration } from '@openward/platform/ui';

/** One’s own account: how one signs in, and where. */
export const screens: ScreenRegistration = {
  department: 'account',
  routes: [{ path: '/account', needs: 'signed-in', load: () => import('./SecurityScreen.tsx') }],
  commands: [{ label: words('My security'), to: '/account', needs: 'signed-in' }],
};
