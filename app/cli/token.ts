import { InvalidArgumentError, type Command } from 'commander';

interface CreateOptions {
  name: string;
  scope: string[];
  role?: string[];
  expires?: Date;
}

/** `openward token …`: bearer tokens by which machines use the API. */
export function register(program: Command): void {
  const token = program.command('token').description('tokens by which machines use the API');
  token
    .command('create')
    .description('make a token; it is printed once')
    .requiredOption('--name <name>', 'the machine, such as lab-gateway; its account is made if it is new')
    .requiredOption('--scope <permission...>', 'what the token may do; see "openward token scopes"')
    .option('--role <role...>', 'roles of a new machine, which hold the scopes (default: machine)')
    .option('--expires <date>', 'the day or instant from which it is worth nothing, such as 2027-12-31', readDate)
    .action(create);
  token.command('list').description('list the tokens, never the tokens themselves').action(list);
  token.command('revoke <id>').description('revoke a token, from its next request on').action(revoke);
  token.command('scopes').description('list what a token may carry').action(scopes);
}

async function create({ name, scope, role, expires }: CreateOptions): Promise<void> {
  const { withDatabase } = await import('./with-database.ts');
  const { makeMachineToken } = await import('@openward/platform/auth');
  await withDatabase('token create', async ({ database }) => {
    const wanted = { name, scopes: scope, roles: role ?? ['machine'], expires_at: expires ?? null };
    const { secret, token } = await makeMachineToken(database, wanted);
    // The token alone goes to standard output, so that a script can take it.
    process.stderr.write(`Token ${token.id} of ${name}, for ${token.scopes.join(', ')}. Keep it now: it is not shown again.\n`);
    console.log(secret);
  });
}

async function list(): Promise<void> {
  const { withDatabase } = await import('./with-database.ts');
  const { listMachineTokens } = await import('@openward/platform/auth');
  await withDatabase('token list', async ({ database }) => {
    for (const each of await listMachineTokens(database)) {
      const state = each.revoked_at !== null ? 'revoked' : each.expires_at !== null && each.expires_at <= new Date() ? 'expired' : 'in force';
      const used = each.last_used_at === null ? 'never used' : `last used ${each.last_used_at.toISOString()}`;
      console.log(`${each.id}  ${each.username}  ${state}  ${used}  ${each.scopes.join(' ')}`);
    }
  });
}

async function revoke(id: string): Promise<void> {
  const { withDatabase } = await import('./with-database.ts');
  const { revokeMachineToken } = await import('@openward/platform/auth');
  await withDatabase('token revoke', async ({ database }) => {
    await revokeMachineToken(database, id);
    console.log(`Token ${id} is revoked.`);
  });
}

async function scopes(): Promise<void> {
  const { permissions } = await import('@openward/platform/auth');
  for (const [name, sentence] of Object.entries(permissions)) console.log(`${name.padEnd(24)}${sentence}`);
}

function readDate(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) throw new InvalidArgumentError('Write it as 2027-12-31.');
  return date;
}
