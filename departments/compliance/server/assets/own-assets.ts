import type { Tx } from '@openward/platform/db';
import { type Asset, asset, tellAssets } from '@openward/platform/installation';
import { browserOf } from '../../rules/assets/browser.ts';
import { readKeys } from '../keys.sql.ts';
import { readDevices, readLiveTokens } from './assets.sql.ts';

/** What the database itself knows of: machines with a key of their own, browsers, data keys. */
async function databaseAssets(tx: Tx): Promise<Asset[]> {
  const tokens = await readLiveTokens(tx);
  const keys = await readKeys(tx);
  return [
    ...tokens.map(({ name, used_at }) => asset('token', name, { holds: 'patients', protection: 'hashed', seen_at: used_at })),
    ...browsersOf(await readDevices(tx)),
    ...keys.filter(({ state }) => state !== 'retired').map(({ purpose, version }) => asset('data-key', purpose, { version: String(version), holds: 'secrets', protection: 'wrapped' })),
  ];
}

/** One line to each kind of browser, as it was seen last. */
function browsersOf(devices: readonly { device: string | null; seen_at: string }[]): Asset[] {
  const last = new Map<string, string>();
  for (const { device, seen_at } of devices) {
    const browser = browserOf(device);
    if (seen_at > (last.get(browser) ?? '')) last.set(browser, seen_at);
  }
  return [...last].toSorted(([a], [b]) => a.localeCompare(b, 'en')).map(([browser, seen_at]) => asset('browser', browser, { holds: 'nothing', protection: 'none', seen_at }));
}

tellAssets('database', databaseAssets);
