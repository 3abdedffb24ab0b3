import { IconAlarm, IconInbox } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';
import { lazy, Suspense } from 'react';

const Allergies = lazy(async () => ({ default: (await import('./AllergiesSlot.tsx')).AllergiesSlot }));
const Flags = lazy(async () => ({ default: (await import('./flag/FlagsSlot.tsx')).FlagsSlot }));

const InboxBadge = lazy(async () => ({ default: (await import('./inbox/InboxBadge.tsx')).InboxBadge }));

/** The medical record in the chart: the timeline, and the allergies in the banner. */
export const screens: ScreenRegistration = {
  department: 'records',
  routes: [
    { path: '/inbox', needs: 'records.read', load: () => import('./inbox/InboxScreen.tsx') },
    { path: '/overdue', needs: 'records.overdue', load: () => import('./inbox/OverdueScreen.tsx') },
    { path: '/vital-units', needs: 'records.settings', load: () => import('./vitals/UnitsScreen.tsx') },
    { path: '/note-templates', needs: 'records.templates', load: () => import('./templates/TemplatesScreen.tsx') },
  ],
  navigation: [
    {
      label: words('Inbox'), to: '/inbox', icon: IconInbox, needs: 'records.read', order: 50,
      badge: () => (
        <Suspense fallback={null}>
          <InboxBadge />
        </Suspense>
      ),
    },
    { label: words('Overdue'), to: '/overdue', icon: IconAlarm, needs: 'records.overdue', order: 700 },
  ],
  commands: [
    { label: words('Inbox'), to: '/inbox', needs: 'records.read' },
    { label: words('What is overdue'), to: '/overdue', needs: 'records.overdue' },
    { label: words('Units of measurement'), to: '/vital-units', needs: 'records.settings' },
    { label: words('Note templates'), to: '/note-templates', needs: 'records.templates' },
  ],
  entryActs: [{ key: 'label', label: words('Sensitivity labels …'), needs: 'records.label', load: () => import('./labels/LabelEntry.tsx') }],
  chartTabs: [
    { path: 'timeline', label: words('Timeline'), needs: 'records.read', order: 10, load: () => import('./timeline/TimelineTab.tsx') },
    { path: 'problems', label: words('Problems'), needs: 'records.read', order: 30, load: () => import('./problems/ProblemsTab.tsx') },
    { path: 'medicines', label: words('Medicines'), needs: 'records.read', order: 40, load: () => import('./medicines/MedicinesTab.tsx') },
    { path: 'orders', label: words('Orders'), needs: 'records.read', order: 45, load: () => import('./orders/OrdersTab.tsx') },
    { path: 'vitals', label: words('Vital signs and results'), needs: 'records.read', order: 50, load: () => import('./vitals/VitalsTab.tsx') },
    { path: 'notes', label: words('Notes'), needs: 'records.read', order: 60, load: () => import('./notes/NotesTab.tsx') },
    { path: 'documents', label: words('Documents'), needs: 'records.read', order: 70, load: () => import('./documents/DocumentsTab.tsx') },
    { path: 'care-plan', label: words('Care plan'), needs: 'records.read', order: 80, load: () => import('./care-plan/CarePlanTab.tsx') },
  ],
  consultation: [
    { key: 'vitals', label: words('Vital signs'), needs: 'records.write', order: 20, load: () => import('./vitals/VitalsPart.tsx') },
    { key: 'notes', label: words('Notes'), needs: 'records.read', order: 70, load: () => import('./notes/NotesPart.tsx') },
    { key: 'problems', label: words('Problems'), needs: 'records.read', order: 30, load: () => import('./problems/ProblemsPart.tsx') },
    { key: 'allergies', label: words('Allergies'), needs: 'records.read', order: 35, load: () => import('./allergies/AllergiesPart.tsx') },
    { key: 'medicines', label: words('Medicines'), needs: 'records.read', order: 40, load: () => import('./medicines/MedicinesPart.tsx') },
    { key: 'orders', label: words('Orders'), needs: 'records.read', order: 50, load: () => import('./orders/OrdersPart.tsx') },
    { key: 'immunizations', label: words('Immunisations'), needs: 'records.read', order: 60, load: () => import('./immunizations/ImmunizationsPart.tsx') },
  ],
  banner: [
    {
      place: 'allergies',
      needs: 'records.read',
      component: ({ patient_id }) => (
        <Suspense fallback={null}>
          <Allergies patient_id={patient_id} />
        </Suspense>
      ),
    },
    {
      place: 'alerts',
      needs: 'records.read',
      component: ({ patient_id }) => (
        <Suspense fallback={null}>
          <Flags patient_id={patient_id} />
        </Suspense>
      ),
    },
  ],
};
