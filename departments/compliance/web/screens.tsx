import { IconDatabaseExport, IconListSearch } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The audit log: who looked at what, and when. */
export const screens: ScreenRegistration = {
  department: 'compliance',
  routes: [
    { path: '/audit', needs: 'audit.read', load: () => import('./audit/AuditScreen.tsx') },
    { path: '/backups', needs: 'backups.read', load: () => import('./backups/BackupsScreen.tsx') },
  ],
  navigation: [{ label: words('Audit'), to: '/audit', icon: IconListSearch, needs: 'audit.read', order: 850 }, { label: words('Backups'), to: '/backups', icon: IconDatabaseExport, needs: 'backups.read', order: 860 }],
  commands: [{ label: words('Audit log'), to: '/audit', needs: 'audit.read' }, { label: words('Backups'), to: '/backups', needs: 'backups.read' }],
};
