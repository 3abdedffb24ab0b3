import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '@openward/platform/db';
import { Document, Problem, secured, serve } from '@openward/platform/http';
import { type Asset, readAssets } from '@openward/platform/installation';
import { assetCodes, assetKinds } from '@openward/platform/installation/contract';
import { type AssetInventory, complianceContract as contract } from '../../contract/index.ts';
import { assetsCsv } from '../../rules/assets/assets-csv.ts';
import { compareAssets } from '../../rules/assets/compare.ts';
import { insertReview, readInCharge, readReview } from './assets.sql.ts';
import './own-assets.ts';

export const assetRoutes = {
  assets: serve(contract.assets, (_input, { tx }) => inventory(tx)),

  reviewAssets: serve(contract.reviewAssets, async ({ sum, note }, { tx, actor, audit }) => {
    const assets = await readAssets(tx);
    if (sumOf(assets) !== sum) throw new Problem(409, 'compliance.assets_changed', 'The inventory has changed since it was shown: look at it again', { field: 'sum' });
    await insertReview(tx, { by_name: actor.display_name, note, assets, sum });
    audit.detail({ assets: assets.length, sum });
    return inventory(tx);
  }),

  assetsFile: secured(
    { method: 'GET', path: '/assets/file', summary: 'The inventory of assets for a spreadsheet', permission: 'assets.read', patient: 'none', event: 'compliance.assets.list' },
    z.strictObject({}),
    async (_input, { tx }) => new Document('text/csv; charset=utf-8', await assetText(tx, 'csv'), 'assets.csv'),
  ),
};

/** The inventory as text, for a file and for the command line. */
export async function assetText(tx: Tx, format: 'csv' | 'json'): Promise<string> {
  const { assets, ...more } = await inventory(tx);
  const lines = assets.map((each) => ({ kind: assetCodes[each.code][0], ...each }));
  return format === 'csv' ? assetsCsv(lines) : JSON.stringify({ ...more, assets: lines }, null, 2);
}

async function inventory(tx: Tx): Promise<AssetInventory> {
  const [told, review, in_charge] = [await readAssets(tx), await readReview(tx), await readInCharge(tx)];
  const { assets, gone } = compareAssets(told.toSorted(byPlace), review?.assets ?? []);
  return {
    assets: assets.map((each) => {
      const who = in_charge.get(assetCodes[each.code][1]);
      return { ...each, in_charge: who?.names ?? [], in_charge_count: who?.count ?? 0 };
    }),
    gone: gone as AssetInventory['gone'],
    reviewed: review === null ? null : { at: review.at, by_name: review.by_name, note: review.note },
    sum: sumOf(told),
  };
}

const byPlace = (a: Asset, b: Asset): number => assetKinds.indexOf(assetCodes[a.code][0]) - assetKinds.indexOf(assetCodes[b.code][0]) || a.code.localeCompare(b.code, 'en') || a.where.localeCompare(b.where, 'en');

/** Whatever order they are told in, and whenever they were seen. */
function sumOf(assets: readonly Asset[]): string {
  const lines = assets.map(({ code, where, version, holds, protection }) => JSON.stringify([code, where, version, holds, protection])).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
