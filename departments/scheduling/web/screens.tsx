import { IconCalendar } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The calendars of a day, booking, and the appointments of a patient. */
export const screens: ScreenRegistration = {
  department: 'scheduling',
  routes: [{ path: '/schedule', needs: 'scheduling.read', load: () => import('./day/ScheduleScreen.tsx') }],
  navigation: [{ label: words('Schedule'), to: '/schedule', icon: IconCalendar, needs: 'scheduling.read', order: 110 }],
  commands: [{ label: words('Schedule of the day'), to: '/schedule', needs: 'scheduling.read' }],
  chartTabs: [{ path: 'appointments', label: words('Appointments'), needs: 'scheduling.read', order: 25, load: () => import('./chart/AppointmentsTab.tsx') }],
};
