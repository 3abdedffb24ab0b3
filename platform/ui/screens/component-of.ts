import { lazy, type ComponentType } from 'react';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

// oxlint-disable-next-line typescript/no-explicit-any
const loaded = new Map<Load<any>, ComponentType<any>>();

/** What a department offers is loaded by itself, and stays the same component while the page around it is drawn anew. */
export function componentOf<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const known = loaded.get(load) as ComponentType<Props> | undefined;
  if (known !== undefined) return known;
  const made = lazy(load) as ComponentType<Props>;
  loaded.set(load, made);
  return made;
}
