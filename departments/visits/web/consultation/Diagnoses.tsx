import { ActionIcon, CloseButton, NativeSelect } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useWords, Value } from '@openward/platform/ui';
import type { Coded, Diagnosis, NewDiagnosis, Visit } from '../../contract/index.ts';
import type { z } from 'zod';
import { certaintyWords, choicesOf, diagnosisUseWords } from '../choices.ts';
import { visits } from '../client.ts';
import { AddCoded } from '../coded/AddCoded.tsx';
import classes from '../visits.module.css';
import { useVisitAct } from './useVisit.ts';

type Given = z.input<typeof NewDiagnosis>;

/** The diagnoses of the visit, the first of each use on top. Each change is saved at once, and can be changed back. */
export function Diagnoses({ visit, writes }: { visit: Visit; writes: boolean }) {
  const t = useWords();
  const { busy, run } = useVisitAct();
  const diagnoses = visit.clinical?.diagnoses ?? [];

  /** Ranks follow the order in which they stand. */
  function save(list: readonly Given[], done: string) {
    const ranks = new Map<string, number>();
    const ranked = list.map((each) => {
      const use = each.use ?? 'discharge';
      ranks.set(use, (ranks.get(use) ?? 0) + 1);
      return { ...each, rank: ranks.get(use) ?? 1 };
    });
    void run(() => visits.diagnose({ patient_id: visit.patient_id, visit_id: visit.id, version: visit.version, diagnoses: ranked }), done);
  }
  const change = (id: string, more: Partial<Given>) => save(diagnoses.map((each) => (each.id === id ? { ...each, ...more } : each)), 'Saved');
  function add(coded: Coded) {
    const code = 'text' in coded ? { display: coded.text } : coded;
    save([...diagnoses, { ...code, rank: diagnoses.length + 1 }], 'The diagnosis is recorded');
  }
  /** Above the one of the same use that stands before it. */
  function raise(diagnosis: Diagnosis) {
    const others = diagnoses.filter(({ id }) => id !== diagnosis.id);
    const before = diagnoses.slice(0, diagnoses.indexOf(diagnosis)).findLast(({ use }) => use === diagnosis.use);
    const at = others.findIndex(({ id }) => id === before?.id);
    save([...others.slice(0, at), diagnosis, ...others.slice(at)], 'Saved');
  }
  return (
    <>
      <ol className={classes.list} aria-label={t('Diagnoses')}>
        {diagnoses.map((diagnosis) => {
          const { id, display, code, use, rank, certainty } = diagnosis;
          return (
            <li key={id}>
              <span>
                <strong><Value>{display}</Value></strong> {code !== null && <span className="quiet"><Value script="latin">{code}</Value></span>}
                {!writes && <span className="quiet"> {t(diagnosisUseWords[use])}, {t(certaintyWords[certainty])}</span>}
              </span>
              {writes && (
                <>
                  <NativeSelect size="xs" aria-label={t('Use of {what}', { what: display })} value={use} disabled={busy} data={choicesOf(diagnosisUseWords, t)} onChange={(event) => change(id, { use: event.currentTarget.value as Diagnosis['use'] })} />
                  <NativeSelect size="xs" aria-label={t('Certainty of {what}', { what: display })} value={certainty} disabled={busy} data={choicesOf(certaintyWords, t)} onChange={(event) => change(id, { certainty: event.currentTarget.value as Diagnosis['certainty'] })} />
                  <ActionIcon variant="default" disabled={busy || rank === 1} aria-label={t('Move {what} up', { what: display })} onClick={() => raise(diagnosis)}>
                    <IconArrowUp size={15} aria-hidden />
                  </ActionIcon>
                  <CloseButton size="sm" disabled={busy} aria-label={t('Take off {what}', { what: display })} onClick={() => save(diagnoses.filter((each) => each.id !== id), 'Taken off; it stays in the record as entered in error')} />
                </>
              )}
            </li>
          );
        })}
      </ol>
      {writes && <AddCoded label={t('Diagnosis')} kind="problem" add={add} />}
      {!writes && diagnoses.length === 0 && (
        <p>{visit.clinical?.no_diagnosis_reason === null || visit.clinical === null ? <span className="quiet">{t('No diagnosis is recorded')}</span> : t('No diagnosis: {reason}', { reason: visit.clinical.no_diagnosis_reason })}</p>
      )}
    </>
  );
}
