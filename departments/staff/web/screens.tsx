import { IconBuildingHospital, IconId } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** The staff directory, and the departments and places of the hospital. */
export const screens: ScreenRegistration = {
  department: 'staff',
  routes: [
    { path: '/staff', needs: 'staff.read', load: () => import('./directory/StaffScreen.tsx') },
    { path: '/staff/new', needs: 'staff.manage', load: () => import('./person/NewPersonScreen.tsx') },
    { path: '/staff/$staffId', needs: 'staff.read', load: () => import('./person/PersonScreen.tsx') },
    { path: '/places', needs: 'places.read', load: () => import('./places/PlacesScreen.tsx') },
    { path: '/places/departments', needs: 'places.read', load: () => import('./departments/DepartmentsScreen.tsx') },
  ],
  navigation: [
    { label: words('Staff'), to: '/staff', icon: IconId, needs: 'staff.read', order: 800 },
    { label: words('Places'), to: '/places', icon: IconBuildingHospital, needs: 'places.read', order: 810 },
  ],
  commands: [
    { label: words('Staff directory'), to: '/staff', needs: 'staff.read' },
    { label: words('Add somebody to the staff'), to: '/staff/new', needs: 'staff.manage' },
    { label: words('Places: buildings, wards, rooms, beds'), to: '/places', needs: 'places.read' },
    { label: words('Departments'), to: '/places/departments', needs: 'places.read' },
  ],
  finders: [
    {
      heading: words('Staff'),
      needs: 'staff.read',
      find: async (text, signal) => (await import('./directory/find.ts')).findStaff(text, signal),
    },
  ],
};
