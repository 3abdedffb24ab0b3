import path from 'node:path';
import { openDowntime } from '@openward/compliance/mount';
import type { Config } from '@openward/platform/config';

/** From now on this server makes downtime snapshots, once a passphrase is set. */
export const startDowntime = (config: Config): void => openDowntime(config.downtime_folder ?? path.join(config.data_folder, 'downtime'));
