import type { Tx } from '../db/index.ts';
import type { Asset } from './contract/asset.ts';

type Source = (tx: Tx) => Promise<Asset[]> | Asset[];

const sources = new Map<string, Source>();

/** From now on these are told with what the hospital runs on. A source that is given again replaces the former. */
export function tellAssets(name: string, source: Source): void {
  sources.set(name, source);
}

/** Everything that the settings of this hospital name, by all who were asked to tell of theirs. */
export async function readAssets(tx: Tx): Promise<Asset[]> {
  const all: Asset[] = [];
  for (const source of sources.values()) all.push(...(await source(tx)));
  return all;
}

/** What is not told of is null. */
export const asset = (code: Asset['code'], where: string, more: Pick<Asset, 'holds' | 'protection'> & Partial<Asset>): Asset => ({ version: null, seen_at: null, ...more, code, where });

/** An address without account, password, query and fragment, which may be secrets. */
export function plainAddress(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
