import { accessRoutes } from './access/access.routes.ts';
import { auditRoutes } from './audit.routes.ts';
import { backupRoutes } from './backups.routes.ts';
import { logRoutes } from './log.routes.ts';

/** What the compliance department answers, by the names of its contract. */
export const routes = { ...auditRoutes, ...logRoutes, ...backupRoutes, ...accessRoutes };
