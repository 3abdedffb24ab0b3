import { IconDatabaseExport, IconHammer, IconListSearch } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The audit log: who looked at what, and when. */
export const screens: ScreenRegistration = {
  department: 'compliance',
  routes: [
    { path: '/audit', needs: 'audit.read', load: () => import('./audit/AuditScreen.tsx') },
    { path: '/access', needs: 'access.review', load: () => import('./access/AccessScreen.tsx') },
    { path: '/backups', needs: 'backups.read', load: () => import('./backups/BackupsScreen.tsx') },
  ],
  navigation: [{ label: words('Audit'), to: '/audit', icon: IconListSearch, needs: 'audit.read', order: 850 }, { label: words('Broken glass'), to: '/access', icon: IconHammer, needs: 'access.review', order: 855 }, { label: words('Backups'), to: '/backups', icon: IconDatabaseExport, needs: 'backups.read', order: 860 }],
  commands: [{ label: words('Audit log'), to: '/audit', needs: 'audit.read' }, { label: words('Broken glass'), to: '/access', needs: 'access.review' }, { label: words('Backups'), to: '/backups', needs: 'backups.read' }],
};
