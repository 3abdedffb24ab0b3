import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, type FormEvent, type ReactNode } from 'react';
import { clinicalTime } from '../dates/clinical-date.ts';
import { useWords } from '../words/words.ts';
import { ConflictNotice } from './ConflictNotice.tsx';
import { FormContext } from './form-context.ts';
import classes from './FormFrame.module.css';
import { LeaveGuard } from './LeaveGuard.tsx';
import { ProblemSummary } from './ProblemSummary.tsx';
import type { ApiForm, FormValues } from './useApiForm.ts';

interface FormFrameProps<Values extends FormValues> {
  of: ApiForm<Values>;
  /** What the button says that saves: a verb and what, such as “Register patient”. */
  submitLabel: string;
  /** Leaves without saving. */
  onCancel?: () => void;
  /** Beside the buttons. */
  foot?: ReactNode;
  /** The button that saves cannot be pressed now; the foot says why. */
  disabled?: boolean;
  /** The form is longer than a screen: its buttons stay in sight. */
  long?: boolean;
  children: ReactNode;
}

/** Draws a form with its list of problems, its draft, its conflict and its buttons; guards what is not saved. */
export function FormFrame<Values extends FormValues>(props: FormFrameProps<Values>) {
  const { submitLabel, onCancel, foot, disabled = false, long = false, children } = props;
  const api = props.of as unknown as ApiForm;
  const t = useWords();
  const summary = useRef<HTMLDivElement>(null);
  const labels = useRef(new Map<string, string>()).current;
  const scope = useMemo(() => ({ api, labels }), [api, labels]);
  const failed = Object.keys(api.form.errors).length > 0 || api.problem !== null;
  useEffect(() => {
    if (failed && !api.sending) summary.current?.focus();
  }, [failed, api.sending, api.problem]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!api.sending && !disabled) void api.submit();
  }

  return (
    <FormContext.Provider value={scope}>
      <form className={classes.form} noValidate onSubmit={onSubmit}>
        {failed && <ProblemSummary ref={summary} />}
        {api.conflict !== null && <ConflictNotice conflict={api.conflict} />}
        {api.restored_at !== null && api.unsaved && <DraftNotice api={api} at={api.restored_at} />}
        {children}
        <div className={classes.foot} data-long={long || undefined}>
          <Button type="submit" loading={api.sending} disabled={disabled}>
            {submitLabel}
          </Button>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('Cancel')}
            </Button>
          )}
          {foot}
        </div>
      </form>
      <LeaveGuard unsaved={api.unsaved && !api.sending} discard={api.discard} />
    </FormContext.Provider>
  );
}

function DraftNotice({ api, at }: { api: ApiForm; at: Date }) {
  const t = useWords();
  return (
    <div className={`${classes.notice} ${classes.row}`} data-tone="information" role="status">
      <span>{t('What you typed at {time} and did not save is here again.', { time: clinicalTime(at) })}</span>
      <Button variant="default" onClick={api.discard}>
        {t('Discard it')}
      </Button>
    </div>
  );
}

/** Twelve columns for fields; a field takes as many as its `span`. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={classes.grid}>{children}</div>;
}
