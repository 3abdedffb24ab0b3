import { z } from 'zod';
import { endpoint } from '../../http/contract.ts';

export { Asset, type AssetCode, assetCodes, assetHolds, type AssetKind, assetKinds, assetProtections } from './asset.ts';

/** What every screen may know before sign-in: the hospital's name, and whether this is a demo. */
export const installationContract = {
  read: endpoint({
    method: 'GET',
    path: '/hospital',
    summary: 'The hospital’s name, and whether it is a real, demo or training one',
    permission: 'public',
    patient: 'none',
    event: 'none',
  })
    .input(z.strictObject({}))
    .output(
      z.object({
        hospital_name: z.string(),
        /** `unclaimed` until the first account is made. Demo and training screens carry a frame, prints a watermark. */
        mode: z.enum(['unclaimed', 'real', 'demo', 'training']),
        time_zone: z.string(),
      }),
    ),
};
