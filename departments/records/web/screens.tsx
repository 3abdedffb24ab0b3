import { words, type ScreenRegistration } from '@openward/platform/ui';
import { lazy, Suspense } from 'react';

const Allergies = lazy(async () => ({ default: (await import('./AllergiesSlot.tsx')).AllergiesSlot }));

/** The medical record in the chart: the timeline, and the allergies in the banner. */
export const screens: ScreenRegistration = {
  department: 'records',
  chartTabs: [
    { path: 'timeline', label: words('Timeline'), needs: 'records.read', order: 10, load: () => import('./timeline/TimelineTab.tsx') },
    { path: 'vitals', label: words('Vital signs'), needs: 'records.read', order: 50, load: () => import('./vitals/VitalsTab.tsx') },
  ],
  consultation: [
    { key: 'vitals', label: words('Vital signs'), needs: 'records.write', order: 20, load: () => import('./vitals/VitalsPart.tsx') },
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
  ],
};
