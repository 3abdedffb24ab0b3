import { lookup } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import { isEver, isOutside } from './addresses.ts';
import { isAllowedInside, isAnythingAllowed } from './allowed.ts';
import { NotPosted, onlyTo } from './post.ts';

/**
 * A server for mail stands inside of most hospitals. So without a list of networks it may be anywhere but where no setting leads; where the operator opens networks by
 * OPENWARD_OUTBOUND_ALLOW, it is in one of them or outside.
 */
const mayTakeMail = (address: string): boolean => isEver(address) && (isOutside(address) || !isAnythingAllowed() || isAllowedInside(address));

/** Connects to the server for mail that the hospital set; looked up once, and to no address that it may not go to. */
export function connectToMail({ host, port, timeout_ms }: { host: string; port: number; timeout_ms: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (isIP(host) !== 0 && !mayTakeMail(host)) {
      reject(new NotPosted('inside'));
      return;
    }
    const socket = connect({ host, port, lookup: onlyTo(mayTakeMail, lookup) });
    const late = setTimeout(() => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), timeout_ms);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      reject(new NotPosted(error.code ?? 'lost'));
    });
    socket.once('connect', () => {
      clearTimeout(late);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
