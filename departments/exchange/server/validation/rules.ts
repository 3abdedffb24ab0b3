import { choicesOf, shapeOf } from '@openward/records/api';
import type { Member } from '@openward/records/api';
import { codeSet } from './code-sets.ts';
import type { CodeSet } from './code-sets.ts';
import type { ElementRules, Invariant, Rules } from './make-rules.ts';
import { compilePath } from '../../rules/validation/path/compile.ts';
import type { Path } from '../../rules/validation/path/functions.ts';
import table from './rules.json' with { type: 'json' };

/** An invariant that can be asked. */
export interface Check {
  key: string;
  human: string;
  holds: Path;
  severity: 'error' | 'warning';
}

/** What is checked at one name of an object. */
export interface MemberCheck {
  member: Member;
  /** The type of a part, when there is something to look at inside. */
  object: boolean;
  codes: CodeSet | undefined;
  refs: ReadonlySet<string> | undefined;
  checks: readonly Check[];
}

export interface TypeCheck {
  members: Map<string, MemberCheck>;
  checks: readonly Check[];
}

const compiled = new Map<string, TypeCheck | undefined>();

/** What is checked of a type of FHIR R4, ready to be used. Undefined for what is no type. */
export function checksOf(type: string): TypeCheck | undefined {
  if (compiled.has(type)) return compiled.get(type);
  const made = compile(type);
  compiled.set(type, made);
  return made;
}

function compile(type: string): TypeCheck | undefined {
  const shape = shapeOf(type);
  if (shape === undefined) return undefined;
  const { is = [], of = {} } = (Object.hasOwn(table, type) ? (table as unknown as Record<string, Rules>)[type] : undefined) ?? {};
  const members = new Map<string, MemberCheck>();
  for (const [name, member] of shape.members) {
    const rules: ElementRules = of[member.element] ?? {};
    const object = /^[A-Z]/.test(member.type);
    const coded = rules.codes !== undefined && (member.type === 'code' || member.type === 'uri' || member.type === 'string' || object);
    const check: MemberCheck = {
      member, object,
      codes: coded ? codeSet(rules.codes!) : undefined,
      refs: member.type === 'Reference' && rules.refs !== undefined ? new Set(rules.refs) : undefined,
      checks: (rules.is ?? []).filter(([key]) => key !== 'sqty-1' || member.type === 'Quantity').map(checkOf),
    };
    if (object || check.codes !== undefined || check.checks.length > 0 || member.type === 'xhtml' || member.type === 'string') members.set(name, check);
  }
  return { members, checks: is.map(checkOf) };
}

const warned: ReadonlySet<string> = new Set(['con-3']);

function checkOf([key, expression, human]: Invariant): Check {
  return { key, human, holds: compilePath(expression, choicesOf), severity: warned.has(key) ? 'warning' : 'error' };
}
