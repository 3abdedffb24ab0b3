// npm run dev: the server starts anew when one of its files changes, and the screens change in the open browser.
// Plain JavaScript, since the machine's own Node, from version 20, begins it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { leanServer, runChild, runFile } from './launch/child.mjs';
import { ensureInstalled, pinnedNode } from './launch/install.mjs';
import { portProblem } from './launch/port.mjs';
import { ensureScreens } from './launch/screens.mjs';
import { launch, OneLine, root, say } from './launch/tell.mjs';

await launch(async () => {
  const port = Number(process.env['PORT'] ?? 8080);
  const host = process.env['HOST'] ?? '127.0.0.1';
  const problem = await portProblem(host, port);
  if (problem !== undefined) throw new OneLine(problem);
  await ensureInstalled(say);
  const node = pinnedNode();
  // The server shows the built screens, so it needs some; those that Vite serves are always the newest.
  if (!existsSync(path.join(root, 'app', 'dist', 'index.html'))) await ensureScreens(node, say);
  say('Open the address that Vite tells: it has the newest screens, and asks the server beside it.');
  const server = runChild(node, [...leanServer, '--watch', '--watch-preserve-output', runFile, ...process.argv.slice(2)]);
  const vite = runChild(node, ['node_modules/vite/bin/vite.js', '--config', 'app/vite.config.ts'], {
    cwd: root, channel: false, env: { ...process.env, OPENWARD_API: `http://${host}:${port}` },
  });
  // When one of them ends, the other is of no use.
  const code = await Promise.race([server, vite]);
  process.kill(process.pid, 'SIGTERM');
  await Promise.all([server, vite]);
  return code;
});
