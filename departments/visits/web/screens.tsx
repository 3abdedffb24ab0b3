import { IconAmbulance, IconStethoscope } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The visits of the day, those of a patient, and the consultation. */
export const screens: ScreenRegistration = {
  department: 'visits',
  routes: [
    { path: '/visits', needs: 'visits.read', load: () => import('./list/VisitsScreen.tsx') },
    { path: '/emergency', needs: 'emergency.read', load: () => import('./emergency/BoardScreen.tsx') },
    { path: '/emergency/wall', needs: 'emergency.read', load: () => import('./emergency/WallScreen.tsx') },
    { path: '/emergency/register', needs: 'emergency.read', load: () => import('./emergency/RegisterScreen.tsx') },
    { path: '/emergency/incident', needs: 'emergency.read', load: () => import('./emergency/IncidentScreen.tsx') },
    { path: '/emergency/settings', needs: 'emergency.manage', load: () => import('./emergency/SettingsScreen.tsx') },
  ],
  navigation: [
    { label: words('Visits'), to: '/visits', icon: IconStethoscope, needs: 'visits.read', order: 120 },
    { label: words('Emergency'), to: '/emergency', icon: IconAmbulance, needs: 'emergency.read', order: 125 },
    { label: words('Emergency: triage'), to: '/emergency/settings', icon: IconAmbulance, needs: 'emergency.manage', order: 126 },
  ],
  commands: [
    { label: words('Visits of today'), to: '/visits', needs: 'visits.read' },
    { label: words('Emergency board'), to: '/emergency', needs: 'emergency.read' },
    { label: words('Emergency register'), to: '/emergency/register', needs: 'emergency.read' },
    { label: words('Major incident'), to: '/emergency/incident', needs: 'emergency.read' },
  ],
  chartTabs: [{ path: 'visits', label: words('Visits'), needs: 'visits.read', order: 20, load: () => import('./chart/VisitsTab.tsx') }],
  chartPages: [{ path: 'consultation/$visitId', needs: 'visits.read', load: () => import('./consultation/ConsultationPage.tsx') }],
  consultation: [
    { key: 'reason', label: words('Reason and history'), needs: 'records.read', order: 10, load: () => import('./consultation/ReasonPart.tsx') },
    { key: 'close', label: words('Diagnosis and closing'), needs: 'records.read', order: 90, load: () => import('./consultation/ClosePart.tsx') },
    { key: 'papers', label: words('Papers'), needs: 'records.read', order: 95, load: () => import('./papers/PapersPart.tsx') },
  ],
};
