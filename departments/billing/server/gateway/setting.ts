import { seal, unseal } from '@openward/platform/crypto';
import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { readGateway, saveGateway, type SettingRow } from './gateway.sql.ts';

type Secret = 'secret_key_encrypted' | 'signing_secret_encrypted';
const place = (column: Secret) => ({ table: 'billing.gateway_setting', column, row: 'one' });

/** A secret of the gateway, opened. */
export const secretOf = (setting: SettingRow, column: Secret): string | null => {
  const sealed = setting[column];
  return sealed === null ? null : unseal(sealed, place(column)).toString('utf8');
};

const shown = ({ kind, version, secret_key_encrypted, signing_secret_encrypted }: SettingRow) => ({ kind, version, secret_key_set: secret_key_encrypted !== null, signing_secret_set: signing_secret_encrypted !== null });

export const gatewaySetting = serve(contract.gatewaySetting, async (_input, { tx }) => shown(await readGateway(tx)));

export const setGateway = serve(contract.setGateway, async ({ kind, secret_key, signing_secret, version }, { tx }) => {
  const stands = await readGateway(tx);
  const sealed = (value: string | null | undefined, column: Secret): Buffer | null => (value === undefined ? stands[column] : value === null ? null : seal(value, place(column)));
  const saved = await saveGateway(tx, { kind, version, secret_key_encrypted: sealed(secret_key, 'secret_key_encrypted'), signing_secret_encrypted: sealed(signing_secret, 'signing_secret_encrypted') });
  if (!saved) throw new Problem(409, 'billing.changed', 'Somebody has changed this meanwhile', { field: 'version', current: shown(stands) });
  return shown(await readGateway(tx));
});
