import { CannotStart } from '../config/cannot-start.ts';
import { postAsSet } from '../http/outbound/index.ts';
import { type Place, SealBroken } from './seal.ts';
import type { Wrapper } from './wrapper.ts';

/** A key of the transit engine of HashiCorp Vault (or OpenBao), which never leaves it. */
export interface VaultSettings {
  /** Such as https://vault.hospital.example:8200 */
  address: string;
  token: string;
  /** The name of the key. */
  key: string;
  /** Where the engine is mounted. */
  mount: string;
}

/** Wraps data keys in Vault: what is wrapped begins with `vault:`, and is bound to its place. */
export function vaultWrapper({ address, token, key, mount }: VaultSettings): Wrapper {
  async function ask(act: 'encrypt' | 'decrypt', body: object): Promise<Record<string, unknown>> {
    const url = new URL(`v1/${mount}/${act}/${encodeURIComponent(key)}`, address.endsWith('/') ? address : `${address}/`);
    const headers = { 'x-vault-token': token, 'x-vault-request': 'true', 'content-type': 'application/json' };
    const answer = await postAsSet(url.href, headers, JSON.stringify(body)).catch((error: unknown) => {
      throw new CannotStart('keys.vault_away', `Vault at ${url.origin} does not answer: the key-encryption key is there.`, { cause: error });
    });
    // 400 is what Vault answers where the text, its place or its key is wrong.
    if (answer.status === 400 && act === 'decrypt') throw new SealBroken('Vault does not open this');
    if (answer.status !== 200) throw new CannotStart('keys.vault_refused', `Vault at ${url.origin} refused to ${act} with the key ${key} (${answer.status}): look at OPENWARD_VAULT_TOKEN and its policy.`);
    const { data } = JSON.parse(answer.body) as { data?: Record<string, unknown> };
    return data ?? {};
  }
  const boundTo = ({ table, column, row }: Place): string => Buffer.from(JSON.stringify([table, column, row])).toString('base64');
  return {
    async wrap(_id, dataKey, place) {
      const { ciphertext } = await ask('encrypt', { plaintext: dataKey.toString('base64'), associated_data: boundTo(place) });
      const version = /^vault:(v\d+):./.exec(String(ciphertext))?.[1];
      if (version === undefined) throw new CannotStart('keys.vault_refused', 'Vault answered with something that is not a wrapped key.');
      return { wrapped: Buffer.from(String(ciphertext)), wrapped_by: `vault ${key} ${version}` };
    },
    async unwrap(wrapped, place) {
      const ciphertext = wrapped.toString('latin1');
      if (!ciphertext.startsWith('vault:')) throw new SealBroken('not wrapped by Vault');
      const { plaintext } = await ask('decrypt', { ciphertext, associated_data: boundTo(place) });
      const dataKey = Buffer.from(String(plaintext), 'base64');
      if (dataKey.length !== 32) throw new SealBroken('Vault gave something that is not a data key');
      return dataKey;
    },
  };
}
