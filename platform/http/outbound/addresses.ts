import { BlockList, isIP } from 'node:net';

type Net = readonly [net: string, bits: number];
const blocked = (v4: readonly Net[], v6: readonly Net[]): BlockList => {
  const list = new BlockList();
  for (const [net, bits] of v4) list.addSubnet(net, bits, 'ipv4');
  for (const [net, bits] of v6) list.addSubnet(net, bits, 'ipv6');
  return list;
};

const inside = blocked(
  [
    ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
    ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
  ],
  [['::', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 32], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]],
);

/** Where clouds tell a machine its secrets, and what is the address of nobody: these no setting opens. */
const never = blocked([['0.0.0.0', 8], ['169.254.0.0', 16], ['100.100.100.200', 32], ['192.0.0.192', 32], ['224.0.0.0', 3]], [['::', 128], ['fe80::', 10], ['fd00:ec2::254', 128], ['fd20:ce::254', 128], ['ff00::', 8]]);

/** An address as `BlockList` takes it: one of IPv4 that is written in IPv6 is that of IPv4. Null where it is none. */
function plain(address: string): readonly [address: string, family: 'ipv4' | 'ipv6'] | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const family = isIP(mapped ?? address);
  if (family === 0 || (mapped === undefined && /^::ffff:/i.test(address))) return null;
  return [mapped ?? address, family === 4 ? 'ipv4' : 'ipv6'];
}

const isIn = (list: BlockList, address: string): boolean => {
  const one = plain(address);
  return one !== null && list.check(...one);
};

/** Whether an address lies in the open internet: none of this machine, of the hospital’s network, or of a cloud’s inside. */
export const isOutside = (address: string): boolean => plain(address) !== null && !isIn(inside, address) && !isIn(never, address);

/** Whether an address is one that may be asked where the operator wants it. */
export const isEver = (address: string): boolean => plain(address) !== null && !isIn(never, address);

/** Tells of an address whether it is in one of the networks (`10.20.0.7`, `10.20.0.0/24`, `fd12::/48`). */
export function addressesOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [net = '', bits] = network.split('/');
    const family = isIP(net);
    list.addSubnet(net, Number(bits ?? (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => isEver(address) && isIn(list, address);
}
