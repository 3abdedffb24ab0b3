import { IconStethoscope } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The visits of the day, those of a patient, and the consultation. */
export const screens: ScreenRegistration = {
  department: 'visits',
  routes: [{ path: '/visits', needs: 'visits.read', load: () => import('./list/VisitsScreen.tsx') }],
  navigation: [{ label: words('Visits'), to: '/visits', icon: IconStethoscope, needs: 'visits.read', order: 120 }],
  commands: [{ label: words('Visits of today'), to: '/visits', needs: 'visits.read' }],
  chartTabs: [{ path: 'visits', label: words('Visits'), needs: 'visits.read', order: 20, load: () => import('./chart/VisitsTab.tsx') }],
  chartPages: [{ path: 'consultation/$visitId', needs: 'visits.read', load: () => import('./consultation/ConsultationPage.tsx') }],
  consultation: [
    { key: 'reason', label: words('Reason and history'), needs: 'records.read', order: 10, load: () => import('./consultation/ReasonPart.tsx') },
    { key: 'close', label: words('Diagnosis and closing'), needs: 'records.read', order: 90, load: () => import('./consultation/ClosePart.tsx') },
    { key: 'papers', label: words('Papers'), needs: 'records.read', order: 95, load: () => import('./papers/PapersPart.tsx') },
  ],
};
