import type { Location } from '../../contract/index.ts';

/** A place in sight, and how deep it lies. */
export interface TreeRow {
  place: Location;
  /** 1 for a building. */
  level: number;
  /** Its own places are shown beneath it; undefined where it can hold none. */
  open: boolean | undefined;
  /** What lies in it is still on its way. */
  loading: boolean;
}

/**
 * The tree as lines from top to bottom. `children` holds what lies in every place that is open, under the key of that
 * place, and the buildings under `none`; undefined while it is not known yet.
 */
export function flattenTree(children: ReadonlyMap<string, readonly Location[] | undefined>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (parent: string, level: number) => {
    for (const place of children.get(parent) ?? []) {
      const open = place.children === 0 ? undefined : children.has(place.id);
      rows.push({ place, level, open, loading: open === true && children.get(place.id) === undefined });
      if (open === true) add(place.id, level + 1);
    }
  };
  add('none', 1);
  return rows;
}

/** Where a key leads from a line of the tree, or what it does there; null for a key that means nothing. */
export type TreeStep = { to: number } | { open: string } | { close: string } | null;

/** The keys of a tree, as everywhere: up, down, home, end; right opens or goes in; left closes or goes out. */
export function treeStep(key: string, at: number, rows: readonly TreeRow[]): TreeStep {
  const row = rows[at];
  if (row === undefined) return null;
  const within = (to: number) => ({ to: Math.min(Math.max(to, 0), rows.length - 1) });
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'Home':
      return within(0);
    case 'End':
      return within(rows.length - 1);
    case 'ArrowRight':
      if (row.open === undefined) return null;
      return row.open ? within(at + 1) : { open: row.place.id };
    case 'ArrowLeft':
      if (row.open === true) return { close: row.place.id };
      return row.level === 1 ? null : { to: rows.findLastIndex((each, index) => index < at && each.level < row.level) };
    default:
      return null;
  }
}
