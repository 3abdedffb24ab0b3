import { IconAmbulance, IconDeviceTv, IconDoorEnter, IconStethoscope, IconTicket, IconUserCheck } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The visits of the day, those of a patient, and the consultation. */
export const screens: ScreenRegistration = {
  department: 'visits',
  routes: [
    { path: '/visits', needs: 'visits.read', load: () => import('./list/VisitsScreen.tsx') },
    { path: '/visits/paper', needs: 'visits.open', load: () => import('./form/FormsScreen.tsx') },
    { path: '/visits/paper/$formNumber', needs: 'visits.open', load: () => import('./form/EnterScreen.tsx') },
    { path: '/emergency', needs: 'emergency.read', load: () => import('./emergency/BoardScreen.tsx') },
    { path: '/emergency/wall', needs: 'emergency.read', load: () => import('./emergency/WallScreen.tsx') },
    { path: '/emergency/register', needs: 'emergency.read', load: () => import('./emergency/RegisterScreen.tsx') },
    { path: '/emergency/incident', needs: 'emergency.read', load: () => import('./emergency/IncidentScreen.tsx') },
    { path: '/emergency/settings', needs: 'emergency.manage', load: () => import('./emergency/SettingsScreen.tsx') },
    { path: '/queue', needs: 'visits.queue', load: () => import('./queue/DeskScreen.tsx') },
    { path: '/my-room', needs: 'visits.queue', load: () => import('./queue/RoomScreen.tsx') },
    { path: '/queue-settings', needs: 'visits.queue_manage', load: () => import('./queue/PointsScreen.tsx') },
    { path: '/display', needs: 'visits.display', load: () => import('./display/DisplayScreen.tsx'), alone: true },
    { path: '/kiosk', needs: 'visits.kiosk', load: () => import('./kiosk/KioskScreen.tsx'), alone: true },
  ],
  navigation: [
    { label: words('Visits'), to: '/visits', icon: IconStethoscope, needs: 'visits.read', order: 120 },
    { label: words('Emergency'), to: '/emergency', icon: IconAmbulance, needs: 'emergency.read', order: 125 },
    { label: words('Emergency: triage'), to: '/emergency/settings', icon: IconAmbulance, needs: 'emergency.manage', order: 126 },
    { label: words('Queue'), to: '/queue', icon: IconTicket, needs: 'visits.queue', order: 115 },
    { label: words('My room'), to: '/my-room', icon: IconDoorEnter, needs: 'visits.write', order: 117 },
    { label: words('Queue settings'), to: '/queue-settings', icon: IconTicket, needs: 'visits.queue_manage', order: 820 },
    { label: words('Public display'), to: '/display', icon: IconDeviceTv, needs: 'visits.display', order: 950 },
    { label: words('Kiosk'), to: '/kiosk', icon: IconUserCheck, needs: 'visits.kiosk', order: 951 },
  ],
  commands: [
    { label: words('Visits of today'), to: '/visits', needs: 'visits.read' },
    { label: words('Visits on paper'), to: '/visits/paper', needs: 'visits.open' },
    { label: words('Emergency board'), to: '/emergency', needs: 'emergency.read' },
    { label: words('Emergency register'), to: '/emergency/register', needs: 'emergency.read' },
    { label: words('Major incident'), to: '/emergency/incident', needs: 'emergency.read' },
    { label: words('Queue desk: check in, call, hand over'), to: '/queue', needs: 'visits.queue' },
    { label: words('My room: call the next patient'), to: '/my-room', needs: 'visits.queue' },
    { label: words('Queue settings: service points, rooms, displays, paying first'), to: '/queue-settings', needs: 'visits.queue_manage' },
  ],
  chartTabs: [{ path: 'visits', label: words('Visits'), needs: 'visits.read', order: 20, load: () => import('./chart/VisitsTab.tsx') }],
  chartPages: [{ path: 'consultation/$visitId', needs: 'visits.read', load: () => import('./consultation/ConsultationPage.tsx') }],
  consultation: [
    { key: 'reason', label: words('Reason and history'), needs: 'records.read', order: 10, load: () => import('./consultation/ReasonPart.tsx') },
    { key: 'close', label: words('Diagnosis and closing'), needs: 'records.read', order: 90, load: () => import('./consultation/ClosePart.tsx') },
    { key: 'papers', label: words('Papers'), needs: 'records.read', order: 95, load: () => import('./papers/PapersPart.tsx') },
  ],
};
