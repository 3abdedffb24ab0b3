import { useDirection } from '@mantine/core';
import { IconBed, IconBuilding, IconChevronRight, IconDoor, IconNurse, IconStairs, type Icon } from '@tabler/icons-react';
import { Mark, useWords, Value } from '@openward/platform/ui';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { LocationKind } from '../../contract/index.ts';
import { placeKindWords } from '../choices.ts';
import classes from './places.module.css';
import { treeStep, type TreeRow } from './tree.ts';

const icons: Readonly<Record<LocationKind, Icon>> = { building: IconBuilding, floor: IconStairs, ward: IconNurse, room: IconDoor, bed: IconBed };

interface PlaceTreeProps {
  rows: readonly TreeRow[];
  chosen: string | undefined;
  choose: (id: string) => void;
  setOpen: (id: string, open: boolean) => void;
}

/** Buildings, floors, wards, rooms and beds. The keys are those of every tree; Enter shows a place. */
export function PlaceTree({ rows, chosen, choose, setOpen }: PlaceTreeProps) {
  const t = useWords();
  const { dir } = useDirection();
  const tree = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const tabStop = rows.find(({ place }) => place.id === (focused ?? chosen))?.place.id ?? rows[0]?.place.id;

  // A place that is chosen from elsewhere, such as a search, is brought into sight.
  const inSight = chosen !== undefined && rows.some(({ place }) => place.id === chosen);
  useEffect(() => {
    if (inSight) tree.current?.querySelector(`[data-place="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, inSight]);

  function onKeyDown(event: KeyboardEvent) {
    const at = rows.findIndex(({ place }) => place.id === tabStop);
    const row = rows[at];
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(row.place.id);
      return;
    }
    const step = treeStep(inReadingDirection(event.key, dir), at, rows);
    if (step === null) return;
    event.preventDefault();
    if ('to' in step) tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[step.to]?.focus();
    else if ('open' in step) setOpen(step.open, true);
    else setOpen(step.close, false);
  }

  return (
    <div className={classes.tree} role="tree" aria-label={t('Places')} ref={tree} onKeyDown={onKeyDown} tabIndex={-1}>
      {rows.map(({ place, level, open, loading }) => {
        const KindIcon = icons[place.kind];
        return (
          // The keys are those of the tree around it.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={place.id}
            role="treeitem"
            data-place={place.id}
            className={classes.line}
            style={{ '--level': level } as React.CSSProperties}
            aria-level={level}
            aria-expanded={open}
            aria-selected={place.id === chosen}
            aria-busy={loading || undefined}
            tabIndex={place.id === tabStop ? 0 : -1}
            onFocus={() => setFocused(place.id)}
            onClick={() => choose(place.id)}
          >
            <span
              className={classes.twist}
              data-open={open}
              aria-hidden
              onClick={(event) => {
                if (open === undefined) return;
                event.stopPropagation();
                setOpen(place.id, !open);
              }}
            >
              {open !== undefined && <IconChevronRight size={16} />}
            </span>
            <KindIcon size={16} stroke={1.6} aria-hidden className={classes.kindIcon} />
            <span className={classes.name}>
              <Value>{place.name}</Value>
            </span>
            <span className={classes.code}>
              <Value script="latin">{place.code}</Value>
            </span>
            <span className="only-for-screen-readers">{t(placeKindWords[place.kind])}</span>
            {!place.active && <Mark tone="plain">{t('Closed')}</Mark>}
            {place.children > 0 && <span className={classes.count}>{t('{count, plural, one {# place} other {# places}}', { count: place.children })}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** “Right” leads in and “left” leads out; where one reads from right to left it is the other way round. */
function inReadingDirection(key: string, direction: string): string {
  if (direction !== 'rtl') return key;
  if (key === 'ArrowLeft') return 'ArrowRight';
  return key === 'ArrowRight' ? 'ArrowLeft' : key;
}
