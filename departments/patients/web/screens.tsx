import { IconUsers } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** Registration and search, the patient’s record, merging, and who pays. */
export const screens: ScreenRegistration = {
  department: 'patients',
  routes: [
    { path: '/patients', needs: 'patients.search', load: () => import('./search/PatientsScreen.tsx') },
    { path: '/patients/new', needs: 'patients.register', load: () => import('./register/RegisterScreen.tsx') },
    { path: '/patients/paper', needs: 'patients.register', load: () => import('./paper/PaperScreen.tsx') },
    { path: '/patients/paper/$paperNumber', needs: 'patients.register', load: () => import('./register/RegisterScreen.tsx') },
    { path: '/patients/merge', needs: 'patients.merge', load: () => import('./merge/MergeScreen.tsx') },
    { path: '/patients/payers', needs: 'patients.payers', load: () => import('./payers/PayersScreen.tsx') },
    { path: '/patients/$patientId/unmerge/$mergeId', needs: 'patients.merge', load: () => import('./merge/UnmergeScreen.tsx') },
  ],
  navigation: [{ label: words('Patients'), to: '/patients', icon: IconUsers, needs: 'patients.search', order: 100 }],
  commands: [
    { label: words('Patients'), to: '/patients', needs: 'patients.search' },
    { label: words('Register a patient'), to: '/patients/new', needs: 'patients.register' },
    { label: words('Forms of paper'), to: '/patients/paper', needs: 'patients.register' },
    { label: words('Merge two records'), to: '/patients/merge', needs: 'patients.merge' },
    { label: words('Payers'), to: '/patients/payers', needs: 'patients.payers' },
  ],
  finders: [
    {
      heading: words('Patients'),
      needs: 'patients.search',
      find: async (text, signal) => (await import('./search/find.ts')).findPatients(text, signal),
    },
  ],
  scans: [{ needs: 'patients.search', read: async (code) => (await import('./search/find.ts')).readScan(code) }],
  entryActs: [{ key: 'move', label: words('Move to another patient …'), needs: 'records.move', load: () => import('./move/MoveEntry.tsx') }],
  chartFrame: () => import('./chart/ChartFrame.tsx'),
  chartTabs: [
    { path: 'registration', label: words('Registration'), needs: 'patients.read', order: 15, load: () => import('./record/RegistrationTab.tsx') },
    { path: 'coverage', label: words('Who pays'), needs: 'patients.read', order: 90, load: () => import('./record/CoverageTab.tsx') },
    { path: 'history', label: words('Changes'), needs: 'patients.read', order: 95, load: () => import('./record/HistoryTab.tsx') },
  ],
};
