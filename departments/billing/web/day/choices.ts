import { words } from '@openward/platform/ui';

export const stateWords = { open: words('Open'), counted: words('Counted, waits for leave'), closed: words('Closed') };
