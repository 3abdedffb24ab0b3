import { assignmentRoutes } from './assignment.routes.ts';
import { bindingRoutes } from './binding.routes.ts';
import { explainStaffConstraints } from './constraints.ts';
import { departmentRoutes } from './department.routes.ts';
import { locationRoutes } from './location.routes.ts';
import { practitionerRoutes } from './practitioner.routes.ts';

explainStaffConstraints();

/** What the staff department answers, by the names of its contract. */
export const routes = { ...practitionerRoutes, ...assignmentRoutes, ...departmentRoutes, ...locationRoutes, ...bindingRoutes };
