import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Answer, Card, clinicalDate, EmptyState, LoadingState, usePermissions, useWords, Value } from '@openward/platform/ui';
import type { PatientRecord } from '../../contract/index.ts';
import { usePatient } from '../chart/usePatient.ts';
import { relationshipWords, wordFor } from '../choices.ts';
import { Fact, Facts } from './Facts.tsx';
import classes from './record.module.css';

const AddCoverage = lazy(async () => ({ default: (await import('./AddCoverage.tsx')).AddCoverage }));
const EndCoverage = lazy(async () => ({ default: (await import('./EndCoverage.tsx')).EndCoverage }));

/** Who pays for the care of the patient, first to last. */
export default function CoverageTab() {
  const t = useWords();
  const may = usePermissions();
  const opened = usePatient();
  const [adding, setAdding] = useState(false);
  return (
    <Answer of={opened}>
      {({ patient }) => {
        const add = may('patients.coverage') && (
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
            {t('Add who pays')}
          </Button>
        );
        const coverages = [...patient.coverages].sort((a, b) => a.rank - b.rank);
        return (
          <div className={classes.tab}>
            {coverages.length === 0 ? (
              <EmptyState title={t('Nobody is recorded who pays')} action={add}>
                {t('Without a payer the patient pays.')}
              </EmptyState>
            ) : (
              <>
                <div className="not-printed">{add}</div>
                <div className={classes.cards}>
                  {coverages.map((coverage) => (
                    <CoverageCard key={coverage.id} coverage={coverage} patient={patient} />
                  ))}
                </div>
              </>
            )}
            <Modal opened={adding} onClose={() => setAdding(false)} title={t('Add who pays')} size="lg">
              <Suspense fallback={<LoadingState />}>
                <AddCoverage patient={patient} close={() => setAdding(false)} />
              </Suspense>
            </Modal>
          </div>
        );
      }}
    </Answer>
  );
}

function CoverageCard({ coverage, patient }: { coverage: PatientRecord['coverages'][number]; patient: PatientRecord }) {
  const t = useWords();
  const may = usePermissions();
  const [ending, setEnding] = useState(false);
  const { payer_name, rank, policy_number, plan, member_number, relationship, subscriber_name, valid_from, valid_to } = coverage;
  return (
    <Card
      title={payer_name}
      note={t('pays as number {rank}', { rank })}
      actions={
        may('patients.coverage') &&
        valid_to === null && (
          <Button variant="default" onClick={() => setEnding(true)}>
            {t('End')}
          </Button>
        )
      }
    >
      <Facts>
        <Fact label={t('Policy')} note={plan}>
          <Value script="latin">{policy_number}</Value>
        </Fact>
        {member_number !== null && <Fact label={t('Member number')}>{member_number}</Fact>}
        <Fact label={t('Subscriber')} note={subscriber_name}>
          {wordFor(relationshipWords, relationship, t)}
        </Fact>
        <Fact label={t('Valid')}>
          {valid_from === null && valid_to === null ? null : (
            <Value script="latin">{`${valid_from === null ? '…' : clinicalDate(valid_from)} – ${valid_to === null ? '…' : clinicalDate(valid_to)}`}</Value>
          )}
        </Fact>
      </Facts>
      <Modal opened={ending} onClose={() => setEnding(false)} title={t('End what {payer} pays', { payer: payer_name })}>
        <Suspense fallback={<LoadingState />}>
          <EndCoverage coverage_id={coverage.id} patient={patient} close={() => setEnding(false)} />
        </Suspense>
      </Modal>
    </Card>
  );
}
