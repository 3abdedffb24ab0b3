/** The parts of a name, as far as there are any. Some people have one name only. */
export interface NameParts {
  family_name: string | null;
  given_name: string | null;
  prefix: string | null;
}

/** A name as it is shown: `YUSUF, Amina (Dr)`; a single name stands alone, in capitals where it is the family’s. */
export function displayName({ family_name, given_name, prefix }: NameParts): string {
  const name = [family_name?.toUpperCase(), given_name].filter((part) => part != null).join(', ');
  return prefix === null ? name : `${name} (${prefix})`;
}
