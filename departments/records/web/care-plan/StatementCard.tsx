import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { Answer, Card, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState, type ReactNode } from 'react';
import type { Shown } from '../../contract/index.ts';
import classes from './care-plan.module.css';

interface StatementCardProps<Fields> {
  title: string;
  addLabel: string;
  none: string;
  query: UseQueryOptions<{ statements: Shown<Fields>[] }, Error>;
  /** What stands beside the title of a row. */
  detail: (statement: Fields) => ReactNode;
  form: (held: Shown<Fields> | null, close: () => void) => ReactNode;
}

/** A list of statements of one sort in the chart, each of which opens in its form. */
export function StatementCard<Fields>({ title, addLabel, none, query, detail, form }: StatementCardProps<Fields>) {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(query);
  const [open, setOpen] = useState<Shown<Fields> | 'new' | null>(null);
  const close = () => setOpen(null);
  const add = may('records.write') && (
    <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
      {addLabel}
    </Button>
  );
  return (
    <Card title={title} actions={add} flush>
      <Answer of={found}>
        {({ statements }) =>
          statements.length === 0 ? (
            <p className={`quiet ${classes.none}`}>{none}</p>
          ) : (
            <ul className={classes.list}>
              {statements.map((each) => (
                <li key={`${each.type}/${each.id}`}>
                  <Row row={each} detail={detail} {...(may('records.write') && each.statement !== null ? { onOpen: () => setOpen(each) } : {})} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <Modal opened={open !== null} onClose={close} size="lg" title={open === 'new' ? addLabel : title} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && form(open === 'new' ? null : open, close)}
      </Modal>
    </Card>
  );
}

function Row<Fields>({ row, detail, onOpen }: { row: Shown<Fields>; detail: (statement: Fields) => ReactNode; onOpen?: () => void }) {
  const content = (
    <>
      <strong>
        <Value>{row.title}</Value>
      </strong>
      <span className="quiet">{row.statement === null ? row.status : detail(row.statement)}</span>
    </>
  );
  return onOpen === undefined ? (
    <div className={classes.row}>{content}</div>
  ) : (
    <button type="button" className={classes.row} onClick={onOpen}>
      {content}
    </button>
  );
}
