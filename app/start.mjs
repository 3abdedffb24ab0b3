// npm start: installs what is missing, builds the screens, and runs the server on the Node that OpenWard is pinned to.
// Plain JavaScript, since the machine's own Node, from version 20, begins it.
import { leanServer, runChild, runFile } from './launch/child.mjs';
import { ensureInstalled, pinnedNode } from './launch/install.mjs';
import { portProblem } from './launch/port.mjs';
import { ensureScreens } from './launch/screens.mjs';
import { launch, OneLine, say } from './launch/tell.mjs';

/** @param {string[]} args */
export async function start(args) {
  if (!args.some((arg) => ['-h', '--help', 'help'].includes(arg))) await checkPort();
  await ensureInstalled(say);
  const node = pinnedNode();
  await ensureScreens(node, say);
  return runChild(node, [...leanServer, runFile, ...args]);
}

/** Before anything that takes long. The server looks again, and also refuses what is no port at all. */
async function checkPort() {
  const port = Number(process.env['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return;
  const problem = await portProblem(process.env['HOST'] ?? '127.0.0.1', port);
  if (problem !== undefined) throw new OneLine(problem);
}

if (import.meta.url === new URL(`file://${process.argv[1]}`).href) await launch(() => start(process.argv.slice(2)));
