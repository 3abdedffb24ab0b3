import { IconMail } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** Messages to patients: what went out, what must be decided, their texts, and how they are sent. */
export const screens: ScreenRegistration = {
  department: 'messages',
  routes: [
    { path: '/messages', needs: 'messages.read', load: () => import('./outbox/OutboxScreen.tsx') },
    { path: '/messages/texts', needs: 'messages.manage', load: () => import('./texts/TextsScreen.tsx') },
    { path: '/messages/setting', needs: 'messages.manage', load: () => import('./setting/SettingScreen.tsx') },
  ],
  navigation: [{ label: words('Messages'), to: '/messages', icon: IconMail, needs: 'messages.read', order: 118 }],
  commands: [
    { label: words('Messages to patients'), to: '/messages', needs: 'messages.read' },
    { label: words('Texts of messages'), to: '/messages/texts', needs: 'messages.manage' },
    { label: words('How messages are sent'), to: '/messages/setting', needs: 'messages.manage' },
  ],
  appointment: [{ key: 'messages', needs: 'scheduling.read', order: 10, load: () => import('./about/AboutAppointment.tsx') }],
  chartTabs: [{ path: 'message-preference', label: words('Messages'), needs: 'patients.read', order: 92, load: () => import('./preference/PreferenceTab.tsx') }],
};
