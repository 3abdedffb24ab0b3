import { IconCalendar, IconCalendarCog, IconHourglass, IconUsersGroup } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The calendars of a day, booking, and the appointments of a patient. */
export const screens: ScreenRegistration = {
  department: 'scheduling',
  routes: [
    { path: '/schedule', needs: 'scheduling.read', load: () => import('./day/ScheduleScreen.tsx') },
    { path: '/duty', needs: 'scheduling.calendar', load: () => import('./duty/DutyScreen.tsx') },
    { path: '/schedule/look-at', needs: 'scheduling.read', load: () => import('./tasks/TasksScreen.tsx') },
    { path: '/waiting-list', needs: 'scheduling.read', load: () => import('./waiting-list/WaitingListScreen.tsx') },
    { path: '/waiting-list/offers', needs: 'scheduling.book', load: () => import('./waiting-list/OffersScreen.tsx') },
    { path: '/referrals', needs: 'scheduling.read', load: () => import('./referral/ReferralsScreen.tsx') },
    { path: '/calendars', needs: 'scheduling.manage', load: () => import('./keep/CalendarsScreen.tsx') },
    { path: '/calendars/kinds', needs: 'scheduling.manage', load: () => import('./keep/KindsScreen.tsx') },
    { path: '/calendars/holidays', needs: 'scheduling.manage', load: () => import('./keep/HolidaysScreen.tsx') },
    { path: '/calendars/harm', needs: 'scheduling.manage', load: () => import('./keep/HarmScreen.tsx') },
    { path: '/calendars/$calendarId', needs: 'scheduling.manage', load: () => import('./keep/CalendarScreen.tsx') },
  ],
  navigation: [
    { label: words('Schedule'), to: '/schedule', icon: IconCalendar, needs: 'scheduling.read', order: 110 },
    { label: words('Waiting list'), to: '/waiting-list', icon: IconHourglass, needs: 'scheduling.read', order: 111 },
    { label: words('Duty plan'), to: '/duty', icon: IconUsersGroup, needs: 'scheduling.calendar', order: 112 },
    { label: words('Calendars'), to: '/calendars', icon: IconCalendarCog, needs: 'scheduling.manage', order: 820 },
  ],
  commands: [
    { label: words('Schedule of the day'), to: '/schedule', needs: 'scheduling.read' },
    { label: words('Duty plan, who is on call, swaps'), to: '/duty', needs: 'scheduling.calendar' },
    { label: words('Appointments to look at'), to: '/schedule/look-at', needs: 'scheduling.read' },
    { label: words('Waiting list, who is due first'), to: '/waiting-list', needs: 'scheduling.read' },
    { label: words('Offers to call about'), to: '/waiting-list/offers', needs: 'scheduling.book' },
    { label: words('Referrals to triage'), to: '/referrals', needs: 'scheduling.read' },
    { label: words('Calendars: sessions, leave, blocks'), to: '/calendars', needs: 'scheduling.manage' },
    { label: words('Kinds of appointments'), to: '/calendars/kinds', needs: 'scheduling.manage' },
    { label: words('Holidays'), to: '/calendars/holidays', needs: 'scheduling.manage' },
    { label: words('Weights of harm'), to: '/calendars/harm', needs: 'scheduling.manage' },
  ],
  emergencyBoard: [{ key: 'on-call', needs: 'scheduling.calendar', order: 10, load: () => import('./duty/OnCallBoard.tsx') }],
  chartTabs: [{ path: 'appointments', label: words('Appointments'), needs: 'scheduling.read', order: 25, load: () => import('./chart/AppointmentsTab.tsx') }],
};
