import { useState } from 'react';
import type { Location } from '../../contract/index.ts';

/**
 * Which places of the tree are open: those that the person opened, and the way to the chosen one, so that a place which a
 * search found, or which was moved, is shown where it lies.
 */
export function useOpenPlaces(chosen: Location | undefined) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const way = chosen?.path.map(({ id }) => id) ?? [];
  const open: ReadonlySet<string> = new Set([...opened, ...way].filter((id) => !folded.has(id)));

  function setOpen(id: string, wanted: boolean): void {
    setOpened(wanted ? new Set([...open, id]) : without(open, id));
    setFolded(wanted ? without(folded, id) : new Set([...folded, id]));
  }

  /** Before another place is chosen: what is in sight stays, and the way to the new one may open what was folded. */
  function keep(): void {
    setOpened(open);
    setFolded(new Set());
  }

  return { open, setOpen, keep };
}

const without = (places: ReadonlySet<string>, id: string): ReadonlySet<string> => new Set([...places].filter((each) => each !== id));
