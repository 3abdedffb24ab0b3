import { TextInput } from '@mantine/core';
import { useWords, type ServerProblem } from '@openward/platform/ui';
import { useState } from 'react';
import type { MedicineCheck } from '../../contract/index.ts';
import type { AnyShown, Sort } from '../statements/sort.ts';
import { StatementForm } from '../statements/StatementForm.tsx';
import { CheckNotice } from './CheckNotice.tsx';
import { identityAskedBy, IdentityQuestion, type IdentityAsked } from './IdentityQuestion.tsx';

/** A form whose saving a severe allergy interrupts until a reason is given, and that asks again who the patient is where that is due. */
export function GuardedForm(props: { sort: Sort; patient_id: string; visit_id?: string | undefined; of?: AnyShown | undefined; close: () => void }) {
  const t = useWords();
  const [check, setCheck] = useState<MedicineCheck | null>(null);
  const [ask, setAsk] = useState<IdentityAsked | null>(null);
  const [override, setOverride] = useState('');
  const [identity, setIdentity] = useState('');
  function onProblem({ code, extras }: ServerProblem): boolean {
    if (code === 'records.allergy_match') setCheck(extras['check'] as MedicineCheck);
    else {
      const asked = identityAskedBy({ code, extras });
      if (asked === null) return false;
      setAsk(asked);
    }
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
      {ask !== null && <IdentityQuestion {...ask} value={identity} onChange={setIdentity} />}
    </StatementForm>
  );
}
