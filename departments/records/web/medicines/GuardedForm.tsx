import { TextInput } from '@mantine/core';
import { useWords, type ServerProblem } from '@openward/platform/ui';
import { useState } from 'react';
import type { MedicineCheck } from '../../contract/index.ts';
import type { Sort } from '../statements/sort.ts';
import { StatementForm } from '../statements/StatementForm.tsx';
import classes from '../statements/statements.module.css';
import { CheckNotice } from './CheckNotice.tsx';

type Asked = 'birth_date' | 'family_name';

/** A form whose saving a severe allergy interrupts until a reason is given, and that asks again who the patient is where that is due. */
export function GuardedForm(props: { sort: Sort; patient_id: string; visit_id?: string | undefined; close: () => void }) {
  const t = useWords();
  const [check, setCheck] = useState<MedicineCheck | null>(null);
  const [ask, setAsk] = useState<{ what: Asked; wrong: boolean } | null>(null);
  const [override, setOverride] = useState('');
  const [identity, setIdentity] = useState('');
  function onProblem({ code, extras }: ServerProblem): boolean {
    if (code === 'records.allergy_match') setCheck(extras['check'] as MedicineCheck);
    else if (code === 'records.identity_needed' || code === 'records.identity_differs') setAsk({ what: extras['ask'] as Asked, wrong: code.endsWith('differs') });
    else return false;
    return true;
  }
  return (
    <StatementForm
      {...props}
      onProblem={onProblem}
      beside={{ ...(override.trim() === '' ? {} : { override: override.trim() }), ...(identity.trim() === '' ? {} : { identity: identity.trim() }) }}
    >
      {check !== null && (
        <>
          <CheckNotice check={check} />
          <TextInput label={t('Why it is given all the same')} required value={override} onChange={(event) => setOverride(event.currentTarget.value)} data-autofocus autoFocus />
        </>
      )}
      {ask !== null && (
        <div className={classes.warning} role="alert">
          <TextInput
            label={ask.what === 'birth_date' ? t('Ask the patient: date of birth, as year-month-day') : t('Ask the patient: family name')}
            required
            value={identity}
            error={ask.wrong ? t('This is not the patient whose record is open') : undefined}
            onChange={(event) => setIdentity(event.currentTarget.value)}
            autoFocus
          />
        </div>
      )}
    </StatementForm>
  );
}
