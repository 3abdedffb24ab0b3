import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The screens of the department of terminology. */
export const screens: ScreenRegistration = {
  department: 'terminology',
  routes: [{ path: '/code-systems', needs: 'terminology.manage', load: () => import('./SystemsScreen.tsx') }],
  commands: [{ label: words('Code systems: which releases are loaded'), to: '/code-systems', needs: 'terminology.manage' }],
};
