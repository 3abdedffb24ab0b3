export { claimInstallation, readInstallation, type Installation, type InstallationMode } from './installation.sql.ts';
export { asset, plainAddress, readAssets, tellAssets } from './assets.ts';
export type { Asset } from './contract/asset.ts';
