import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Card, clinicalInstant, groupNumber, usePermissions, useWords, Value } from '@openward/platform/ui';
import { patientQueries } from '../client.ts';
import classes from './merge.module.css';

/** The merges that this record took part in, each of which can be undone. */
export function MergesCard({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const { data } = useQuery(patientQueries.merges.queryOptions({ input: { patient_id } }));
  if (data === undefined || data.merges.length === 0) return null;
  return (
    <Card title={t('Merges')} flush>
      {data.merges.map((merge) => (
        <div key={merge.id} className={classes.item}>
          <span>
            {t('Number {number} was merged into this record', { number: groupNumber(merge.merged_hospital_number) })}{' '}
            <span className="quiet">
              <Value>{merge.by.name}</Value> <Value script="latin">{clinicalInstant(merge.at)}</Value> “<Value>{merge.reason}</Value>”
            </span>
            {merge.undone !== null && (
              <span className="quiet">
                {' · '}
                {t('Undone by')} <Value>{merge.undone.by.name}</Value> <Value script="latin">{clinicalInstant(merge.undone.at)}</Value> “
                <Value>{merge.undone.reason}</Value>”
              </span>
            )}
          </span>
          {merge.undone === null && may('patients.merge') && (
            <Button variant="default" onClick={() => void navigate({ to: `/patients/${patient_id}/unmerge/${merge.id}` })}>
              {t('Undo the merge')}
            </Button>
          )}
        </div>
      ))}
    </Card>
  );
}
