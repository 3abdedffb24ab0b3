import { endpoint } from '@openward/platform/http/contract';
import { Asset } from '@openward/platform/installation/contract';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** A line of the inventory, held against the last review. */
export const AssetLine = Asset.extend({
  state: z.enum(['same', 'new', 'changed']),
  /** Those who hold the permission by which it is kept: the first by name, and how many. */
  in_charge: z.array(z.string()),
  in_charge_count: z.int(),
});
export type AssetLine = z.output<typeof AssetLine>;

export const AssetInventory = z.object({
  assets: z.array(AssetLine),
  /** What the last review saw, and the settings name no more. */
  gone: z.array(Asset.pick({ code: true, where: true })),
  reviewed: z.object({ at: instant, by_name: z.string(), note: z.string() }).nullable(),
  /** What is told now, as a sum: a review names it, so that nobody approves what they did not see. */
  sum: z.string(),
});
export type AssetInventory = z.output<typeof AssetInventory>;

export const assetsContract = {
  assets: endpoint({
    method: 'GET', path: '/assets', summary: 'What the hospital runs on, as its settings name it, and what is new since the last review',
    permission: 'assets.read', patient: 'none', event: 'compliance.assets.list',
  }).input(z.strictObject({})).output(AssetInventory),

  /** 409 `compliance.assets_changed`. */
  reviewAssets: endpoint({
    method: 'POST', path: '/assets/reviews', summary: 'Note that the inventory of assets was looked through and is right',
    permission: 'assets.review', patient: 'none', event: 'compliance.assets.review', status: 201,
  }).input(z.strictObject({ sum: z.string().regex(/^[0-9a-f]{64}$/, 'Is not the sum of an inventory'), note: z.string().trim().max(2000).default('') })).output(AssetInventory),
};
