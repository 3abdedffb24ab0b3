import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { tracks, type Column } from './column.ts';
import classes from './DataList.module.css';
import { DataRow } from './DataRow.tsx';
import { useRowKeys } from './useRowKeys.ts';

export interface DataListProps<Row> {
  /** What the list is of, for a screen reader. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** The address that a row opens. A list without it, and without `onOpen`, is for reading only. */
  href?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** There are more rows than these: the next page is asked for as the end comes near. */
  more?: { load: () => void; loading: boolean } | undefined;
  /** Beside the count, at the foot. */
  foot?: ReactNode;
  /** Shown where there are no rows. */
  empty: ReactNode;
  /** The list takes as much height as its rows need, up to this, instead of the whole page. */
  maxHeight?: number;
}

const row_px = 36;
const card_px = 62;

/**
 * A list of any length: only the rows in sight are drawn, pages are fetched as one scrolls, arrows move and enter opens.
 * On a phone each row is a card.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, rows, rowKey, columns, href, onOpen, more, foot, empty, maxHeight } = props;
  const t = useWords();
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 640px)') ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const activeRow = useRef(0);

  // What wraps makes a row higher than the others.
  const grows = columns.some(({ whole }) => whole === true);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? card_px : row_px),
    getItemKey: (index) => rowKey(rows[index] as Row),
    overscan: 12,
    // The row with the focus is drawn even out of sight: a row that vanishes would take the focus with it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (shown.includes(activeRow.current) || activeRow.current >= rows.length) return shown;
      return [...shown, activeRow.current].sort((a, b) => a - b);
    },
  });

  const open = useCallback(
    (index: number) => {
      const row = rows[index];
      if (row === undefined) return;
      if (onOpen !== undefined) onOpen(row);
      else if (href !== undefined) void navigate({ to: href(row) });
    },
    [rows, onOpen, href, navigate],
  );
  const keys = useRowKeys({
    count: rows.length,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / row_px) - 1),
    reveal: (index) => {
      focusWanted.current = true;
      activeRow.current = index;
      virtual.scrollToIndex(index, { align: 'auto' });
    },
    open,
  });
  activeRow.current = keys.active;

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${keys.active}"]`)?.focus();
  }, [keys.active]);

  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more !== undefined && !more.loading && lastShown >= rows.length - 20) more.load();
  }, [more, lastShown, rows.length]);

  if (rows.length === 0) return <div className={classes.frame}>{empty}</div>;
  const style = {
    '--columns': tracks(columns),
    ...(maxHeight === undefined ? {} : { '--list-height': `${maxHeight}px` }),
  } as CSSProperties;
  return (
    <div className={classes.frame} style={style}>
      <div className={classes.scroller} ref={scroller} data-short={maxHeight !== undefined || undefined}>
        <div
          className={classes.grid}
          role="grid"
          aria-label={label}
          aria-rowcount={more === undefined ? rows.length + 1 : -1}
          onKeyDown={keys.onKeyDown}
        >
          <div role="rowgroup">
            <div className={classes.head} role="row" aria-rowindex={1}>
              {columns.map(({ id, header, align }) => (
                <div key={id} role="columnheader" className={classes.cell} data-align={align}>
                  {header === '' ? <VisuallyHidden>{t('Acts')}</VisuallyHidden> : header}
                </div>
              ))}
            </div>
          </div>
          <div className={classes.rows} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => (
              <DataRow
                key={item.key}
                row={rows[item.index] as Row}
                index={item.index}
                start={item.start}
                columns={columns}
                active={item.index === keys.active}
                measure={phone || grows ? virtual.measureElement : undefined}
                href={href}
                opens={href !== undefined || onOpen !== undefined}
                onFocus={keys.setActive}
                onOpen={open}
              />
            ))}
          </div>
        </div>
      </div>
      <div className={classes.foot}>
        <span>
          {more === undefined
            ? t('{count, plural, one {# row} other {# rows}}', { count: rows.length })
            : t('{count, plural, one {# row so far} other {# rows so far}}', { count: rows.length })}
        </span>
        <span role="status">{more?.loading === true ? t('Loading more') : ''}</span>
        {foot}
      </div>
    </div>
  );
}
