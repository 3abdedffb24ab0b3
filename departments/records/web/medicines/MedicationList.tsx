import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDate, clinicalInstant, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { tallMan } from '../../rules/medicines/tall-man.ts';
import { medicineStateWords, said, wordFor } from '../choices.ts';
import { recordQueries } from '../client.ts';
import classes from '../statements/statements.module.css';
import { ReconcileForm } from './ReconcileForm.tsx';

/** All medicines by ingredient, stated and prescribed; and going through them with the patient. */
export function MedicationList({ patient_id, visit_id }: { patient_id: string; visit_id?: string | undefined }) {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(recordQueries.medicines.byIngredient.queryOptions({ input: { patient_id } }));
  const [reconciling, setReconciling] = useState(false);
  const [past, setPast] = useState(false);
  return (
    <Answer of={found}>
      {({ ingredients, reconciled }) => {
        const shown = ingredients.filter(({ current }) => current || past);
        const current = ingredients.flatMap(({ lines }) => lines).filter((line) => line.current);
        return (
          <>
            {ingredients.length === 0 && <p className="quiet">{t('No medicine is recorded.')}</p>}
            <ul className={classes.list}>
              {shown.map(({ name, lines }) => (
                <li key={name} className={classes.line}>
                  <span className={classes.what}>
                    <span className={classes.medicine}>
                      <Value>{tallMan(name)}</Value>
                    </span>
                    {lines.filter((line) => line.current || past).map((line) => (
                      <span key={line.id} className={classes.detail}>
                        <bdi>
                          {said(
                            line.dosage, wordFor(medicineStateWords, line.status, t), line.type === 'MedicationRequest' ? t('prescribed') : t('stated'),
                            line.start === null ? null : t('since {date}', { date: clinicalDate(line.start.slice(0, 10)) }), line.source === 'openward' ? line.by : t('imported from {source}', { source: line.source }))}
                        </bdi>
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
            <p className="quiet">
              {reconciled?.at == null ? t('The list was not gone through with the patient yet.') : t('Gone through on {date} by {name}', { date: clinicalInstant(reconciled.at), name: reconciled.by ?? t('somebody') })}
            </p>
            {reconciling && (
              <div className={classes.form}>
                <ReconcileForm patient_id={patient_id} visit_id={visit_id} lines={current} close={() => setReconciling(false)} />
              </div>
            )}
            <div className={`${classes.acts} not-printed`}>
              {!reconciling && may('records.write') && (
                <Button variant="default" onClick={() => setReconciling(true)}>
                  {t('Go through the list')}
                </Button>
              )}
              {ingredients.some((each) => !each.current) && (
                <Button variant="subtle" aria-expanded={past} onClick={() => setPast(!past)}>
                  {past ? t('Hide what is over') : t('Show what is over')}
                </Button>
              )}
            </div>
          </>
        );
      }}
    </Answer>
  );
}
