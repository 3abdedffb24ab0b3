import { Button } from '@mantine/core';
import { useContext, useEffect, useRef, useState } from 'react';
import { clinicalInstant } from '../dates/clinical-date.ts';
import { useWords } from '../words/words.ts';
import { describeValue, type ConflictingField } from './conflict.ts';
import { FormContext } from './form-context.ts';
import classes from './FormFrame.module.css';
import type { Conflict } from './useApiForm.ts';

/** Shows what somebody else saved meanwhile. What was typed stands until the person takes the other value. */
export function ConflictNotice({ conflict }: { conflict: Conflict }) {
  const t = useWords();
  const { by, at, fields } = conflict;
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.focus();
    notice.current?.scrollIntoView({ block: 'start' });
  }, [conflict]);
  return (
    <div className={classes.notice} data-tone="caution" role="alert" tabIndex={-1} ref={notice}>
      <h2>{t('Somebody else saved this record while you were typing')}</h2>
      <p style={{ margin: 0 }}>
        {by !== null && at !== null && <bdi>{t('{name} saved it on {time}.', { name: by, time: clinicalInstant(at) })} </bdi>}
        {t('What you typed is kept. Look at what changed, then save again.')}
      </p>
      <div className={classes.conflicts}>
        {fields.map((field) => (
          <ConflictRow key={field.field} {...field} />
        ))}
      </div>
    </div>
  );
}

function ConflictRow({ field, theirs, mine, both }: ConflictingField) {
  const t = useWords();
  const scope = useContext(FormContext);
  const [taken, setTaken] = useState(!both);
  const blank = t('blank');
  const take = () => {
    scope?.api.form.setFieldValue(field, theirs as never);
    setTaken(true);
  };
  const keep = () => {
    scope?.api.form.setFieldValue(field, mine as never);
    setTaken(false);
  };
  return (
    <div className={classes.conflict}>
      <strong>{scope?.labels.get(field) ?? labelBelow(scope?.labels, field) ?? field}</strong>
      <span>
        <span className="quiet">{t('They saved')}</span> <bdi>{describeValue(theirs) || blank}</bdi>
      </span>
      <span>
        <span className="quiet">{t('You typed')}</span> <bdi>{both ? describeValue(mine) || blank : t('nothing')}</bdi>
      </span>
      {both && (
        <Button variant="default" onClick={taken ? keep : take}>
          {taken ? t('Keep mine') : t('Take theirs')}
        </Button>
      )}
    </div>
  );
}

/** A list has no label of its own: the first of its fields speaks for it. */
function labelBelow(labels: Map<string, string> | undefined, field: string): string | undefined {
  for (const [path, label] of labels ?? []) if (path.startsWith(`${field}.`)) return label;
  return undefined;
}
