// Looks into resources that may be of any form: what is not as expected is passed over, never thrown at.

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects under a name, whether one or several were given. */
export function objects(holder: unknown, name: string): Json[] {
  if (!isObject(holder)) return [];
  const value = holder[name];
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The first object under a name. */
export function object(holder: unknown, name: string): Json | undefined {
  return objects(holder, name)[0];
}

/** The text under a name, if it is text and not empty. */
export function text(holder: unknown, name: string): string | undefined {
  if (!isObject(holder)) return undefined;
  const value = holder[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts under a name, whether one or several were given. */
export function texts(holder: unknown, name: string): string[] {
  if (!isObject(holder)) return [];
  const value = holder[name];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string' && item !== '');
}
