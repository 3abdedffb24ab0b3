import { shapeOf } from '../../rules/structure/shapes.ts';

/** Where the values of a parameter stand, with every choice written out, and of which data type they are. */
export interface Leaf {
  path: string;
  type: string;
}

const step = /^(?:([A-Za-z]+)|where\(([A-Za-z]+) ?= ?'([^']+)'\)|where\(resolve\(\) is ([A-Za-z]+)\)|ofType\(([A-Za-z]+)\)|as\(([A-Za-z]+)\))$/;

/**
 * Walks an expression of FHIRPath along the shapes of R4: names, `ofType`, and `where` with a fixed value or a type of target.
 * Undefined where it says more than that. A filter stays in the path: `telecom[system=email]`, `subject[>Patient]`.
 */
export function walk(type: string, expression: string): Leaf[] | undefined {
  if (expression === `${type}.deceased.exists() and ${type}.deceased != false`) {
    return [{ path: 'deceasedBoolean', type: 'boolean' }, { path: 'deceasedDateTime', type: 'existing' }];
  }
  let leaves: Leaf[] = [{ path: '', type }];
  for (const part of partsOf(expression.slice(type.length + 1))) {
    const said = step.exec(part);
    if (said === null) return undefined;
    const [, name, filter, value, target, oneType, other] = said;
    if (name !== undefined) leaves = leaves.flatMap((leaf) => membersOf(leaf, name));
    else if (filter !== undefined) leaves = leaves.map((leaf) => ({ ...leaf, path: `${leaf.path}[${filter}=${value}]` }));
    else if (target !== undefined) leaves = leaves.filter((leaf) => leaf.type === 'Reference').map((leaf) => ({ ...leaf, path: `${leaf.path}[>${target}]` }));
    else leaves = leaves.filter((leaf) => leaf.type === (oneType ?? other));
    if (leaves.length === 0) return undefined;
  }
  return leaves;
}

/** Cuts at dots, but not inside brackets or quotes. */
function partsOf(expression: string): string[] {
  return expression.match(/(?:[^.(]|\([^)]*\([^)]*\)[^)]*\)|\((?:'[^']*'|[^)'])*\))+/g) ?? [];
}

function membersOf(leaf: Leaf, name: string): Leaf[] {
  const shape = shapeOf(leaf.type);
  if (shape === undefined) return [];
  return [...shape.members].flatMap(([member, { element, type }]) =>
    member === name || element === `${name}[x]` ? [{ path: leaf.path === '' ? member : `${leaf.path}.${member}`, type }] : []);
}
