import { addressesOf } from './addresses.ts';

let allowed: (address: string) => boolean = () => false;

/** Opens networks inside of the hospital for what its adapters post to, such as a gateway for SMS; at the start of the process. */
export function allowInside(networks: readonly string[]): void {
  allowed = addressesOf(networks);
}

export const isAllowedInside = (address: string): boolean => allowed(address);
