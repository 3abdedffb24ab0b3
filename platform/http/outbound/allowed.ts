import { addressesOf } from './addresses.ts';

let allowed: (address: string) => boolean = () => false;
let anything = false;

/** Opens networks inside of the hospital for what its adapters post to, such as a gateway for SMS; at the start of the process. */
export function allowInside(networks: readonly string[]): void {
  allowed = addressesOf(networks);
  anything = networks.length > 0;
}

/** Whether any network was opened. */
export const isAnythingAllowed = (): boolean => anything;

export const isAllowedInside = (address: string): boolean => allowed(address);
