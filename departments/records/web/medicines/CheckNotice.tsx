import { useQuery } from '@tanstack/react-query';
import { useFieldValue, useWords, Value } from '@openward/platform/ui';
import type { Concept, MedicineCheck } from '../../contract/index.ts';
import { said } from '../choices.ts';
import { recordQueries } from '../client.ts';
import classes from '../statements/statements.module.css';

/** What the record says against the medicine that is chosen in the form around it. */
export function LiveCheck({ patient_id }: { patient_id: string }) {
  const concept = useFieldValue('concept') as Concept | null;
  const found = useQuery({
    ...recordQueries.medicines.check.queryOptions({ input: { patient_id, concept: concept ?? { text: '–' } } }), enabled: concept !== null, staleTime: 30_000,
  });
  return concept === null || found.data === undefined ? null : <CheckNotice check={found.data} />;
}

/** The outcome of a check: matches with allergies, what could not be compared, and what is taken already. */
export function CheckNotice({ check }: { check: MedicineCheck }) {
  const t = useWords();
  const { matches, state, not_checked, not_checked_restricted, duplicates, duplicates_restricted } = check;
  const severe = matches.some((match) => match.severe);
  const how = { ingredient: t('the same substance'), class: t('the same class'), cross_reactivity: t('may cross-react') };
  if (state === 'no_match' && not_checked.length + not_checked_restricted + duplicates.length + duplicates_restricted === 0) {
    return <p className="quiet" role="status">{t('No recorded allergy speaks against it.')}</p>;
  }
  return (
    <div className={classes.warning} role={severe ? 'alert' : 'status'} data-severe={severe || undefined}>
      {matches.map(({ allergy_id, substance, danger, by }, at) => (
        <div key={allergy_id ?? at}>
          {substance === null ? t('An allergy that you may not see speaks against it (restricted item)') : t('Allergy to {substance}', { substance })}
          {' — '}
          <Value>{said(how[by], substance === null ? null : danger)}</Value>
        </div>
      ))}
      {state === 'not_checked' && <div>{t('Not checked: nobody knows in codes what this medicine is made of.')}</div>}
      {not_checked.length > 0 && <div>{t('Not checked against: {names}', { names: not_checked.join(', ') })}</div>}
      {not_checked_restricted > 0 && <div>{t('Not checked against an item that you may not see')}</div>}
      {duplicates.map(({ id, title, same }) => (
        <div key={id}>{same ? t('Taken already: {title}', { title }) : t('Another of its class is taken already: {title}', { title })}</div>
      ))}
      {duplicates_restricted > 0 && <div>{t('The same, or another of its class, is taken already (restricted item)')}</div>}
    </div>
  );
}
