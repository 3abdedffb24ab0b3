import shapes from './shapes.json' with { type: 'json' };

/** What may stand under one name of an object. */
export interface Member {
  /** Element of the definition: `value[x]` for `valueQuantity`. */
  element: string;
  type: string;
  several: boolean;
}

/** The members that an object of one type may have. */
export interface Shape {
  members: Map<string, Member>;
  /** Elements that must be there. */
  needed: string[];
  /** Names under which an element may stand: more than one for a choice. */
  names: Map<string, string[]>;
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
  const shape: Shape = { members: new Map(), needed: [], names: new Map() };
  for (const [element, description] of Object.entries(definition)) {
    const types = description.replace(/[*!]+$/, '').split('|');
    const several = description.includes('*');
    if (description.endsWith('!')) shape.needed.push(element);
    const names: string[] = [];
    for (const type of types) {
      const name = element.endsWith('[x]') ? element.slice(0, -3) + type[0]!.toUpperCase() + type.slice(1) : element;
      shape.members.set(name, { element, type, several });
      names.push(name);
    }
    shape.names.set(element, names);
  }
  return shape;
}
