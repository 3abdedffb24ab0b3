// Plain JavaScript for whatever Node the machine has: it is used before anything is installed.
import { createServer } from 'node:net';

/**
 * Why nothing can listen at this address, in one line for the terminal; undefined when it is free.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined>}
 */
export async function portProblem(host, port) {
  const server = createServer();
  try {
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => resolve(undefined));
    });
    await new Promise((resolve) => server.close(resolve));
    return undefined;
  } catch (error) {
    return listenProblem(error, host, port);
  }
}

/**
 * Says in one line why listening failed.
 * @param {unknown} error
 * @param {string} host
 * @param {number} port
 */
export function listenProblem(error, host, port) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is in use, perhaps by OpenWard itself: stop what uses it, or choose another, such as PORT=${port < 65_535 ? port + 1 : 8080} npm start.`;
  }
  if (code === 'EACCES') return `This user may not open port ${port}: choose one above 1023, such as PORT=8080 npm start.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${host}: set HOST to one that it has, such as 127.0.0.1 or 0.0.0.0.`;
  return `Nothing can listen at ${host}:${port} (${message}): choose another HOST or PORT.`;
}
