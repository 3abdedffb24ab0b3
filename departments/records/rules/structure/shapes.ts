import shapes from './shapes.json' with { type: 'json' };

/** What may stand under one name of an object. */
export interface Member {
  /** Element of the definition: `value[x]` for `valueQuantity`. */
  element: string;
  type: string;
  several: boolean;
  /** Where its extension stands: `_name`. */
  beside: string;
  /** One of a choice of types. */
  choice: boolean;
}

/** The members that an object of one type may have. */
export interface Shape {
  members: Map<string, Member>;
  /** Elements that must be there, each with the names under which it may stand. */
  needed: { element: string; names: string[] }[];
}

const compiled = new Map<string, Shape>();

/** The shape of a type of FHIR R4 (`Observation`, `Observation.component`, `Period`), or undefined. */
export function shapeOf(type: string): Shape | undefined {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const definition = Object.hasOwn(shapes, type) ? (shapes as Record<string, Record<string, string>>)[type] : undefined;
  if (definition === undefined) return undefined;
  const shape = compile(definition);
  compiled.set(type, shape);
  return shape;
}

function compile(definition: Record<string, string>): Shape {
  const shape: Shape = { members: new Map(), needed: [] };
  for (const [element, description] of Object.entries(definition)) {
    const types = description.replace(/[*!]+$/, '').split('|');
    const several = description.includes('*');
    const names: string[] = [];
    for (const type of types) {
      const choice = element.endsWith('[x]');
      const name = choice ? element.slice(0, -3) + type[0]!.toUpperCase() + type.slice(1) : element;
      shape.members.set(name, { element, type, several, beside: `_${name}`, choice });
      names.push(name, `_${name}`);
    }
    if (description.endsWith('!')) shape.needed.push({ element, names });
  }
  return shape;
}

let choices: Map<string, Set<string>> | undefined;

/** The names under which an element with a choice of types stands in JSON: `value` → `valueString`, `valueQuantity` … */
export function choicesOf(element: string): ReadonlySet<string> | undefined {
  if (choices === undefined) {
    choices = new Map();
    for (const type of Object.keys(shapes)) {
      for (const [name, member] of shapeOf(type)!.members) {
        if (!member.choice) continue;
        const base = member.element.slice(0, -3);
        choices.set(base, (choices.get(base) ?? new Set()).add(name));
      }
    }
  }
  return choices.get(element);
}
