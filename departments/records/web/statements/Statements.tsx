import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDate, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState, type ComponentType, type ReactNode } from 'react';
import { MadeInError } from './MadeInError.tsx';
import type { AnyShown, Sort } from './sort.ts';
import { StatementForm } from './StatementForm.tsx';
import classes from './statements.module.css';

type StatementFormOf = ComponentType<{ sort: Sort; patient_id: string; visit_id?: string | undefined; of?: AnyShown | undefined; close: () => void }>;

export interface StatementsProps {
  sort: Sort;
  patient_id: string;
  /** The visit in which new ones are written down. */
  visit_id?: string | undefined;
  /** Further buttons beside the one that adds. */
  acts?: ReactNode;
  /** Further buttons of a line. */
  lineActs?: (shown: AnyShown) => ReactNode;
  /** The form of one, where it is more than the usual. */
  Form?: StatementFormOf;
}

/** All statements of a sort, what is over apart; one more is written where they stand, and any can be opened. */
export function Statements({ sort, patient_id, visit_id, acts, lineActs, Form = StatementForm }: StatementsProps) {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(sort.queries.list.queryOptions({ input: { patient_id } }) as never) as ReturnType<typeof useQuery<{ statements: AnyShown[] }>>;
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<AnyShown | null>(null);
  const [past, setPast] = useState(false);
  const line = (shown: AnyShown) => (
    <li key={shown.id} className={`${classes.line} ${sort.past(shown) ? classes.past : ''}`}>
      <Line sort={sort} shown={shown} />
      {lineActs?.(shown)}
      {may(sort.write) && (
        <Button variant="subtle" size="compact-sm" aria-label={t('Show {what}', { what: shown.title })} onClick={() => setOpen(shown)}>
          {t('Show')}
        </Button>
      )}
    </li>
  );
  return (
    <Answer of={found}>
      {({ statements }) => {
        const [now, over] = [statements.filter((each) => !sort.past(each)), statements.filter(sort.past)];
        return (
          <>
            {now.length === 0 ? <p className="quiet">{t(sort.empty)}</p> : <ul className={classes.list}>{now.map(line)}</ul>}
            {past && <ul className={classes.list}>{over.map(line)}</ul>}
            {adding && (
              <div className={classes.form}>
                <Form sort={sort} patient_id={patient_id} visit_id={visit_id} close={() => setAdding(false)} />
              </div>
            )}
            <div className={`${classes.acts} not-printed`}>
              {!adding && may(sort.write) && (
                <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
                  {t(sort.addLabel)}
                </Button>
              )}
              {acts}
              {over.length > 0 && (
                <Button variant="subtle" aria-expanded={past} onClick={() => setPast(!past)}>
                  {past ? t('Hide what is over') : t('Show what is over ({count})', { count: over.length })}
                </Button>
              )}
            </div>
            <Modal opened={open !== null} onClose={() => setOpen(null)} title={t(sort.changeLabel)} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
              {open !== null && <Opened Form={Form} sort={sort} shown={open} patient_id={patient_id} close={() => setOpen(null)} />}
            </Modal>
          </>
        );
      }}
    </Answer>
  );
}

function Line({ sort, shown }: { sort: Sort; shown: AnyShown }) {
  const t = useWords();
  const { title, statement, date, source, status } = shown;
  const said = [
    statement === null ? null : sort.detail(statement as never, t),
    statement === null && status !== null ? status : null,
    date === null ? null : clinicalDate(date.slice(0, 10)),
    source === 'openward' ? null : t('imported from {source}', { source }),
  ].filter((part) => part !== null && part !== '');
  return (
    <span className={classes.what}>
      <strong>
        <Value>{title}</Value>
      </strong>
      <span className={classes.detail}>
        <bdi>{said.join(' · ')}</bdi>
      </span>
    </span>
  );
}

function Opened({ Form, sort, shown, patient_id, close }: { Form: StatementFormOf; sort: Sort; shown: AnyShown; patient_id: string; close: () => void }) {
  const t = useWords();
  return (
    <>
      {shown.statement === null ? (
        <p>{t('Its sender wrote what this form cannot hold. It is kept as it is; write a new entry instead.')}</p>
      ) : (
        <Form sort={sort} patient_id={patient_id} of={shown} close={close} />
      )}
      <MadeInError shown={shown} patient_id={patient_id} close={close} />
    </>
  );
}
