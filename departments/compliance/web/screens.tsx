import { IconAlertHexagon, IconDatabaseExport, IconEyeExclamation, IconHammer, IconKey, IconListSearch, IconPlugConnectedX, IconScale, IconShieldLock, IconTopologyStar3 } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The audit log: who looked at what, and when. */
export const screens: ScreenRegistration = {
  department: 'compliance',
  routes: [
    { path: '/audit', needs: 'audit.read', load: () => import('./audit/AuditScreen.tsx') },
    { path: '/unusual-access', needs: 'audit.read', load: () => import('./unusual/UnusualScreen.tsx') },
    { path: '/access', needs: 'access.review', load: () => import('./access/AccessScreen.tsx') },
    { path: '/labels', needs: 'access.labels', load: () => import('./labels/LabelsScreen.tsx') },
    { path: '/rights', needs: 'rights.answer', load: () => import('./rights/RightsScreen.tsx') },
    { path: '/breaches', needs: 'rights.answer', load: () => import('./breaches/BreachesScreen.tsx') },
    { path: '/downtime', needs: 'downtime.read', load: () => import('./downtime/DowntimeScreen.tsx') },
    { path: '/backups', needs: 'backups.read', load: () => import('./backups/BackupsScreen.tsx') },
    { path: '/keys', needs: 'keys.read', load: () => import('./keys/KeysScreen.tsx') },
    { path: '/assets', needs: 'assets.read', load: () => import('./assets/AssetsScreen.tsx') },
  ],
  chartTabs: [{ path: 'consent', label: words('Consent'), needs: 'rights.answer', order: 95, load: () => import('./consent/ConsentTab.tsx') }],
  navigation: [
    { label: words('Audit'), to: '/audit', icon: IconListSearch, needs: 'audit.read', order: 850 },
    { label: words('Unusual access'), to: '/unusual-access', icon: IconEyeExclamation, needs: 'audit.read', order: 852 },
    { label: words('Broken glass'), to: '/access', icon: IconHammer, needs: 'access.review', order: 855 },
    { label: words('Sensitivity labels'), to: '/labels', icon: IconShieldLock, needs: 'access.labels', order: 857 },
    { label: words('Rights of patients'), to: '/rights', icon: IconScale, needs: 'rights.answer', order: 858 },
    { label: words('Breaches'), to: '/breaches', icon: IconAlertHexagon, needs: 'rights.answer', order: 859 },
    { label: words('Backups'), to: '/backups', icon: IconDatabaseExport, needs: 'backups.read', order: 860 },
    { label: words('Downtime'), to: '/downtime', icon: IconPlugConnectedX, needs: 'downtime.read', order: 865 },
    { label: words('Keys'), to: '/keys', icon: IconKey, needs: 'keys.read', order: 865 },
    { label: words('Assets'), to: '/assets', icon: IconTopologyStar3, needs: 'assets.read', order: 866 },
  ],
  commands: [
    { label: words('Audit log'), to: '/audit', needs: 'audit.read' },
    { label: words('Unusual access'), to: '/unusual-access', needs: 'audit.read' },
    { label: words('Broken glass'), to: '/access', needs: 'access.review' },
    { label: words('Sensitivity labels'), to: '/labels', needs: 'access.labels' },
    { label: words('Rights of patients'), to: '/rights', needs: 'rights.answer' },
    { label: words('Breaches of personal data'), to: '/breaches', needs: 'rights.answer' },
    { label: words('Backups'), to: '/backups', needs: 'backups.read' },
    { label: words('Downtime snapshots'), to: '/downtime', needs: 'downtime.read' },
    { label: words('Keys'), to: '/keys', needs: 'keys.read' },
    { label: words('Inventory of assets'), to: '/assets', needs: 'assets.read' },
  ],
};
