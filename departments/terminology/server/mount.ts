import { codeRoutes } from './codes/codes.routes.ts';
import { systemRoutes } from './systems/systems.routes.ts';

/** What the department of terminology answers, by the names of its contract. */
export const routes = { ...codeRoutes, ...systemRoutes };
