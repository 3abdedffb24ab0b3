import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useRowKeys } from '../list/useRowKeys.ts';
import classes from './GroupedList.module.css';

export interface ListGroup<Item> {
  key: string;
  title: string;
  /** Beside the title, such as a date. */
  note?: ReactNode;
  items: readonly Item[];
}

interface GroupedListProps<Item> {
  label: string;
  groups: readonly ListGroup<Item>[];
  itemKey: (item: Item) => string;
  item: (item: Item) => ReactNode;
  onOpen: (item: Item) => void;
  more?: { load: () => void; loading: boolean } | undefined;
}

type Row<Item> = { heading: ListGroup<Item> } | { item: Item; place: number };

const heading_px = 33;
const item_px = 36;

/**
 * A long list in groups, such as a timeline: only what is in sight is drawn, the heading of the group in sight stays on
 * top, arrows move from entry to entry.
 */
export function GroupedList<Item>({ label, groups, itemKey, item: draw, onOpen, more }: GroupedListProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const stuck = useRef(0);
  const { rows, rowOfItem, headings } = useMemo(() => flatten(groups), [groups]);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ('heading' in (rows[index] as Row<Item>) ? heading_px : item_px),
    getItemKey: (index) => keyOf(rows[index] as Row<Item>, itemKey),
    overscan: 15,
    rangeExtractor: useCallback(
      (range: Range) => {
        stuck.current = headings.findLast((index) => index <= range.startIndex) ?? 0;
        return [...new Set([stuck.current, ...defaultRangeExtractor(range)])].sort((a, b) => a - b);
      },
      [headings],
    ),
  });

  const keys = useRowKeys({
    count: rowOfItem.length,
    page: 12,
    reveal: (place) => {
      focusWanted.current = true;
      virtual.scrollToIndex(rowOfItem[place] ?? 0, { align: 'center' });
    },
    open: (place) => {
      const row = rows[rowOfItem[place] ?? -1];
      if (row !== undefined && 'item' in row) onOpen(row.item);
    },
  });
  useEffect(() => {
    if (!focusWanted.current) return;
    const wanted = scroller.current?.querySelector<HTMLElement>(`[data-place="${keys.active}"]`);
    if (wanted == null) return;
    focusWanted.current = false;
    wanted.focus({ preventScroll: true });
  });

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more !== undefined && !more.loading && last >= rows.length - 30) more.load();
  }, [more, last, rows.length]);

  return (
    // The arrows move between the buttons inside, which are what a person uses.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={classes.scroller} ref={scroller} aria-label={label} onKeyDown={(event: KeyboardEvent) => keys.onKeyDown(event)}>
      <div className={classes.inside} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index] as Row<Item>;
          const isStuck = index === stuck.current;
          const place = isStuck ? {} : { transform: `translateY(${start}px)` };
          if ('heading' in row) {
            return (
              <div key={key} className={`${isStuck ? classes.stuck : classes.placed} ${classes.heading}`} style={place}>
                <h2>
                  <bdi>{row.heading.title}</bdi>
                </h2>
                {row.heading.note !== undefined && <bdi className="quiet">{row.heading.note}</bdi>}
              </div>
            );
          }
          return (
            <div key={key} ref={virtual.measureElement} data-index={index} className={classes.placed} style={place}>
              <button
                type="button"
                className={classes.item}
                data-place={row.place}
                tabIndex={row.place === keys.active ? 0 : -1}
                onFocus={() => keys.setActive(row.place)}
                onClick={() => onOpen(row.item)}
              >
                {draw(row.item)}
              </button>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function flatten<Item>(groups: readonly ListGroup<Item>[]) {
  const rows: Row<Item>[] = [];
  const rowOfItem: number[] = [];
  const headings: number[] = [];
  for (const group of groups) {
    headings.push(rows.length);
    rows.push({ heading: group });
    for (const item of group.items) {
      rows.push({ item, place: rowOfItem.length });
      rowOfItem.push(rows.length - 1);
    }
  }
  return { rows, rowOfItem, headings };
}

function keyOf<Item>(row: Row<Item>, itemKey: (item: Item) => string): string {
  return 'heading' in row ? `group ${row.heading.key}` : itemKey(row.item);
}
