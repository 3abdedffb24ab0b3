import { countByKey, reseal } from '@openward/platform/crypto';
import { every } from '@openward/platform/jobs';

every(2, 'seal anew under the newest data key', (database) => reseal(database));
every(21_600, 'count what each data key seals', countByKey);
