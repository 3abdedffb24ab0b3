import { CloseButton } from '@mantine/core';
import { usePermissions, useWords, Value, words } from '@openward/platform/ui';
import type { Participant, Visit } from '../../contract/index.ts';
import { visits } from '../client.ts';
import classes from './consultation.module.css';
import { useVisitAct } from './useVisit.ts';

const roleWords: Readonly<Record<Participant['role'], string>> = {
  attender: words('Seen by'), participant: words('Takes part'), consultant: words('Consulted'), admitter: words('Admitted by'),
  discharger: words('Discharged by'), referrer: words('Referred by'),
};

/** Who takes part in a visit now; that somebody no longer does is said beside their name. */
export function Participants({ visit: { id: visit_id, patient_id, version, participants, next, signed_at } }: { visit: Visit }) {
  const t = useWords();
  const may = usePermissions();
  const { busy, run } = useVisitAct();
  const now = participants.filter(({ to }) => to === null);
  const over = now.length === 0 ? participants.filter(({ role }) => role === 'attender').slice(-1) : [];
  const ends = may('visits.write') && signed_at === null && next.length > 0;
  return [...now, ...over].map(({ practitioner_id, role, name, to }) => (
    <span key={`${practitioner_id} ${role}`} className={classes.person}>
      {t(roleWords[role])} <Value>{name}</Value>
      {ends && to === null && (
        <CloseButton
          size="xs"
          disabled={busy}
          aria-label={t('{name} no longer takes part', { name })}
          title={t('No longer takes part')}
          onClick={() => void run(() => visits.leave({ patient_id, visit_id, version, practitioner_id, role }), words('No longer takes part'))}
        />
      )}
    </span>
  ));
}
