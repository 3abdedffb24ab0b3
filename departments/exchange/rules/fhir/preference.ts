/** What a client says of the answer in its header `Prefer`. */
export interface Preference {
  /** What a write answers with. */
  return: 'minimal' | 'representation' | 'OperationOutcome' | undefined;
  /** Whether a parameter that is not known is refused (strict, unless told) or passed over. */
  handling: 'strict' | 'lenient';
}

/** Reads the header; what is not known in it is passed over, as RFC 7240 asks. */
export function preferenceOf(header: string | undefined): Preference {
  const parts = (header ?? '').split(/[,;]/).map((part) => part.trim());
  const given = (name: string): string | undefined => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1).replaceAll('"', '');
  const asked = given('return');
  return {
    return: asked === 'minimal' || asked === 'representation' || asked === 'OperationOutcome' ? asked : undefined,
    handling: given('handling') === 'lenient' ? 'lenient' : 'strict',
  };
}
