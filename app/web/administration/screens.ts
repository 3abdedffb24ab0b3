import { IconUserShield } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** Accounts, roles and machines: who may sign in, and what they may do. */
export const screens: ScreenRegistration = {
  department: 'administration',
  routes: [
    { path: '/administration/accounts', needs: 'accounts.read', load: () => import('./AccountsScreen.tsx') },
    { path: '/administration/accounts/$accountId', needs: 'accounts.read', load: () => import('./AccountScreen.tsx') },
    { path: '/administration/roles', needs: 'accounts.read', load: () => import('./RolesScreen.tsx') },
    { path: '/administration/machines', needs: 'tokens.manage', load: () => import('./MachinesScreen.tsx') },
    { path: '/administration/sessions', needs: 'accounts.read', load: () => import('./SessionsScreen.tsx') },
    { path: '/administration/sign-in', needs: 'accounts.read', load: () => import('./SignInRulesScreen.tsx') },
  ],
  navigation: [
    { label: words('Accounts'), to: '/administration/accounts', icon: IconUserShield, needs: 'accounts.read', order: 900 },
  ],
  commands: [
    { label: words('Accounts'), to: '/administration/accounts', needs: 'accounts.read' },
    { label: words('Roles'), to: '/administration/roles', needs: 'accounts.read' },
    { label: words('Machines and their tokens'), to: '/administration/machines', needs: 'tokens.manage' },
    { label: words('Sessions and devices'), to: '/administration/sessions', needs: 'accounts.read' },
    { label: words('Rules of signing in'), to: '/administration/sign-in', needs: 'accounts.read' },
  ],
};
