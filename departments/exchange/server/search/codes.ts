import type { Tx } from '@openward/platform/db';
import { codesAbove, codesBelow, codesOfKind, kindOf } from '@openward/terminology/api';
import type { AskedCodes } from './asked/condition.ts';
import { searchFault } from './asked/fault.ts';
import type { Settled } from './conditions.ts';

/** So many codes are looked for at once; a family or a set that is larger is refused, and not cut. */
const most = 2000;

/** Codes that are wider, narrower or of a value set, one by one, as the loaded code systems tell them. */
export async function settleCodes(tx: Tx, asked: AskedCodes): Promise<Settled> {
  const parameter = asked.names[0]!;
  const tokens = 'codes' in asked
    ? await relatives(tx, parameter, asked.how, asked.codes)
    : await members(tx, parameter, asked.value_sets);
  if (tokens.length > most) {
    throw searchFault('value', parameter, `More than ${most} codes would have to be looked for: name ${asked.how === 'below' ? 'a narrower code' : 'the codes themselves'}`);
  }
  return { kind: 'terms', any: asked.names.flatMap((name) => tokens.map((token) => `${name}=${token}`)), none: asked.how === 'not-in' };
}

async function relatives(tx: Tx, parameter: string, how: 'above' | 'below', codes: readonly { system: string; code: string }[]): Promise<string[]> {
  const tokens: string[] = [];
  for (const { system, code } of codes) {
    const found = how === 'below' ? await codesBelow(tx, system, code, most + 1) : await codesAbove(tx, system, code);
    if (found === undefined) throw searchFault('value', parameter, `${code} of ${system} is not loaded here, so nobody can tell what stands ${how} it`);
    tokens.push(...found.map((each) => `${system}|${each}`));
  }
  return tokens;
}

async function members(tx: Tx, parameter: string, value_sets: readonly string[]): Promise<string[]> {
  const tokens: string[] = [];
  for (const url of value_sets) {
    const kind = kindOf(url);
    if (kind === undefined) throw searchFault('value', parameter, `${url.slice(0, 200)} is not a value set that is known here`);
    tokens.push(...(await codesOfKind(tx, kind, most + 1)).map(({ system, code }) => `${system}|${code}`));
  }
  return tokens;
}
