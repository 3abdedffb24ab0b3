/** What a profile asks of a resource beyond FHIR itself. */
export interface Profile {
  /** As people call it. */
  name: string;
  type: string;
  version: string;
  /** Elements that must be there, wherever that which they are part of is: `name name.family`. */
  needs?: string;
  /** How often an element may be there. */
  most?: Record<string, number>;
  /** The types of an element with a choice of types. */
  types?: Record<string, readonly string[]>;
  /** The types that a reference may lead to. */
  refs?: Record<string, readonly string[]>;
  holds?: readonly Hold[];
}

/** What must hold, in FHIRPath. */
export interface Hold {
  /** Where it is asked: at each of these, or at the resource. */
  of?: string;
  /** The element of it that is wrong otherwise. */
  at?: string;
  /** The name that the profile gives it. */
  key?: string;
  expression: string;
  human: string;
}

/** One of the codes must be among those of an element. */
export function coded(at: string, system: string, ...codes: readonly string[]): Hold {
  return {
    at, expression: `${at}.coding.where(system = '${system}' and ${anyOf('code', codes)}).exists()`,
    human: `must have the code ${codes.join(' or ')} of ${system}`,
  };
}

export function anyOf(name: string, codes: readonly string[]): string {
  return `(${codes.map((code) => `${name} = '${code}'`).join(' or ')})`;
}
