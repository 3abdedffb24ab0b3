import { Link } from '@tanstack/react-router';
import { memo, type MouseEvent } from 'react';
import type { Column } from './column.ts';
import classes from './DataList.module.css';

interface DataRowProps<Row> {
  row: Row;
  index: number;
  start: number;
  columns: readonly Column<Row>[];
  active: boolean;
  measure: ((element: HTMLElement | null) => void) | undefined;
  href: ((row: Row) => string) | undefined;
  opens: boolean;
  onFocus: (index: number) => void;
  onOpen: (index: number) => void;
}

function Drawn<Row>({ row, index, start, columns, active, measure, href, opens, onFocus, onOpen }: DataRowProps<Row>) {
  // The first cell is a real link, so that a row can be opened in another tab; anywhere else a click opens it here.
  const onClick = (event: MouseEvent) => {
    const own = (event.target as HTMLElement).closest('a, button, input, label');
    const selecting = window.getSelection()?.type === 'Range';
    if (opens && own === null && !selecting) onOpen(index);
  };
  return (
    // The keys of a row are handled by the grid around it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      ref={measure}
      className={classes.row}
      data-index={index}
      data-active={active || undefined}
      data-opens={opens || undefined}
      aria-rowindex={index + 2}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${start}px)` }}
      onFocus={() => onFocus(index)}
      onClick={onClick}
    >
      {columns.map(({ id, header, cell, align, whole, card }, column) => {
        const shown = cell(row);
        // A card has no label of what is not there.
        const empty = shown === '' || shown === null || shown === undefined;
        return (
          <div
            key={id}
            role="gridcell"
            className={classes.cell}
            data-align={align}
            data-whole={whole || undefined}
            data-card={empty ? 'hidden' : (card ?? (column === 0 ? 'title' : 'labelled'))}
          >
            {column > 0 && (card ?? 'labelled') === 'labelled' && (
              <span className={classes.label} aria-hidden>
                {header}
              </span>
            )}
            {column === 0 && href !== undefined ? (
              <Link to={href(row)} tabIndex={-1}>
                {shown}
              </Link>
            ) : (
              shown
            )}
          </div>
        );
      })}
    </div>
  );
}

/** One row in sight. It is drawn anew only when something of its own changes. */
export const DataRow = memo(Drawn) as typeof Drawn;
