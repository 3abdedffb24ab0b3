import { Button, SegmentedControl } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Answer, LoadingState, usePermissions, useWords } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';
import type { News2Outcome, VitalPoint } from '../../contract/index.ts';
import { CorrectDrawer } from './CorrectDrawer.tsx';
import { Flowsheet } from './Flowsheet.tsx';
import { News2Said } from './News2Said.tsx';
import { OxygenScaleButton } from './OxygenScaleButton.tsx';
import { Trends } from './Trends.tsx';
import { useVitals } from './useVitals.ts';
import { VitalsForm } from './VitalsForm.tsx';
import classes from './vitals.module.css';

const ResultsView = lazy(async () => ({ default: (await import('../results/ResultsView.tsx')).ResultsView }));
const GrowthView = lazy(async () => ({ default: (await import('../growth/GrowthView.tsx')).GrowthView }));

type View = 'trends' | 'table' | 'results' | 'growth';
const grown_years = 19;

/** What was measured of a patient: vital signs as curves and as a table, laboratory results, growth, and a form for the next round. */
export default function VitalsTab() {
  const t = useWords();
  const may = usePermissions();
  const { patientId: patient_id = '' } = useParams({ strict: false }) as { patientId?: string };
  const vitals = useVitals(patient_id);
  const [view, setView] = useState<View>('trends');
  const [adding, setAdding] = useState(false);
  const [said, setSaid] = useState<News2Outcome | null>(null);
  const [open, setOpen] = useState<VitalPoint | null>(null);
  const birth = vitals.data?.birth_date ?? null;
  const child = birth !== null && Number(birth.slice(0, 4)) + grown_years >= new Date().getFullYear();
  const views = [
    { value: 'trends', label: t('Trends') },
    { value: 'table', label: t('Table') },
    { value: 'results', label: t('Laboratory') },
    ...(child ? [{ value: 'growth', label: t('Growth') }] : []),
  ];
  return (
    <div className={classes.tab}>
      <div className={`${classes.bar} not-printed`}>
        <SegmentedControl aria-label={t('Shown as')} value={view} onChange={(next) => setView(next as View)} data={views} />
        {vitals.data !== undefined && <OxygenScaleButton patient_id={patient_id} prescribed={vitals.data.oxygen_scale} />}
        {may('records.write') && !adding && (
          <Button onClick={() => setAdding(true)} className={classes.add ?? ''}>
            {t('Record vital signs')}
          </Button>
        )}
      </div>
      <div className={classes.inside}>
        {said !== null && <News2Said outcome={said} />}
        <Answer of={vitals} loading={<LoadingState lines={10} />}>
          {(read) => (
            <>
              {adding && (
                <VitalsForm
                  patient_id={patient_id}
                  units={read.units}
                  onCancel={() => setAdding(false)}
                  onDone={(outcome) => {
                    setSaid(outcome);
                    setAdding(false);
                  }}
                />
              )}
              {view === 'trends' && <Trends vitals={read} />}
              {view === 'table' && <Flowsheet vitals={read} onOpen={may('records.write') ? setOpen : undefined} />}
              <Suspense fallback={<LoadingState lines={6} />}>
                {view === 'results' && <ResultsView patient_id={patient_id} />}
                {view === 'growth' && <GrowthView patient_id={patient_id} />}
              </Suspense>
              {open !== null && <CorrectDrawer key={open.id} point={open} vitals={read} patient_id={patient_id} close={() => setOpen(null)} />}
            </>
          )}
        </Answer>
      </div>
    </div>
  );
}
