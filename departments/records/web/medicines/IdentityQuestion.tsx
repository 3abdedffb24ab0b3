import { TextInput } from '@mantine/core';
import { useWords, type ServerProblem } from '@openward/platform/ui';
import classes from '../statements/statements.module.css';

/** What is asked of the patient again, and whether the answer given before was that of another. */
export interface IdentityAsked {
  what: 'birth_date' | 'family_name';
  wrong: boolean;
}

/** What a refusal asks of the patient again; null where it is about something else. */
export function identityAskedBy({ code, extras }: Pick<ServerProblem, 'code' | 'extras'>): IdentityAsked | null {
  if (code !== 'records.identity_needed' && code !== 'records.identity_differs') return null;
  return { what: extras['ask'] as IdentityAsked['what'], wrong: code === 'records.identity_differs' };
}

/** Asks again who the patient is: what is typed is compared with the record. */
export function IdentityQuestion({ what, wrong, value, onChange }: IdentityAsked & { value: string; onChange: (value: string) => void }) {
  const t = useWords();
  return (
    <div className={classes.warning} role="alert">
      <TextInput
        label={what === 'birth_date' ? t('Ask the patient: date of birth, as year-month-day') : t('Ask the patient: family name')}
        required
        value={value}
        error={wrong ? t('This is not the patient whose record is open') : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoFocus
      />
    </div>
  );
}
