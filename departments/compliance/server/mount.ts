import { accessRoutes } from './access/access.routes.ts';
import { assetRoutes } from './assets/assets.routes.ts';
import { auditRoutes } from './audit.routes.ts';
import { backupRoutes } from './backups.routes.ts';
import { breachRoutes } from './breaches/breaches.routes.ts';
import { consentRoutes } from './consent/consent.routes.ts';
import { erasureRoutes } from './erasure/erasure.routes.ts';
import { keyRoutes } from './keys.routes.ts';
import { downtimeRoutes } from './downtime/downtime.routes.ts';
import { labelRoutes } from './labels/labels.routes.ts';
import { logRoutes } from './log.routes.ts';
import { processingRegister } from './register/register.routes.ts';
import { rightsCopy } from './rights/copy.ts';
import { disclosureRoutes } from './rights/disclosures.routes.ts';
import { rightsRoutes } from './rights/rights.routes.ts';
import { unusualRoutes } from './unusual/unusual.routes.ts';

/** What the compliance department answers, by the names of its contract. */
export const routes = {
  ...assetRoutes, ...auditRoutes, ...logRoutes, ...backupRoutes, ...keyRoutes, ...accessRoutes, ...labelRoutes, ...downtimeRoutes, ...unusualRoutes, ...rightsRoutes, ...breachRoutes, ...erasureRoutes, ...consentRoutes, rightsCopy, processingRegister, ...disclosureRoutes,
};

export { assetText } from './assets/assets.routes.ts';
export { compareErasures, openErasures } from './erasure/again.ts';
export { openDowntime } from './downtime/snapshot.ts';
export { processingText } from './register/register.routes.ts';
