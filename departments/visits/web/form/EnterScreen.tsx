import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Card, ChoiceField, FieldGrid, FormFrame, groupNumber, Page, TextField, toast, useApiForm, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { formClasses, FormVisit, type VisitClass } from '../../contract/index.ts';
import { choicesOf, classWords } from '../choices.ts';
import { visitQueries, visits } from '../client.ts';
import { DepartmentPick, PlacePick, StaffPick } from '../open/OpenVisit.tsx';
import { PatientPick } from '../patient/PatientPick.tsx';
import classes from '../visits.module.css';

/** Opens a visit that was on paper, under the number of its sheet and at the times that stand there. */
export default function EnterScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { formNumber: number } = useParams({ strict: false }) as { formNumber: string };
  const [asked, setAsked] = useState<{ although_open?: true; after_death?: true; why: string } | null>(null);
  const api = useApiForm({
    name: `visits.form.${number}`,
    schema: FormVisit,
    saved: { values: { patient_id: '', happened_at: '', ended_at: '', class: 'outpatient', department_id: '', location_id: '', practitioner_id: '', reason: '', referred_by: '' } },
    toInput: ({ patient_id, happened_at, ended_at, class: kind, department_id, location_id, practitioner_id, reason, referred_by }) => ({
      number, patient_id, happened_at, class: kind,
      ended_at: ended_at || null, department_id: department_id || null, location_id: location_id || null,
      ...(practitioner_id === '' || practitioner_id === null ? {} : { practitioner_id }),
      reasons: reason.trim() === '' ? [] : [{ text: reason }],
      referred_by: referred_by.trim() === '' ? null : referred_by,
      although_open: asked?.although_open ?? false,
      after_death: asked?.after_death ?? false,
    }),
    send: (input: Parameters<typeof visits.openFromForm>[0], { version: _version, ...context }) => visits.openFromForm(input, { context }),
    onProblem: ({ code, message }) => {
      if (code === 'visits.open_already') setAsked({ ...asked, although_open: true, why: message });
      else if (code === 'visits.patient_deceased') setAsked({ ...asked, after_death: true, why: message });
      else return false;
      return true;
    },
    onDone: async (visit) => {
      await client.invalidateQueries({ queryKey: visitQueries.key() });
      toast({ text: t('The visit is entered') });
      await navigate({ to: `/patients/${visit.patient_id}/${may('records.read') ? `consultation/${visit.id}` : 'visits'}`, ignoreBlocker: true });
    },
  });
  return (
    <Page title={t('Enter what was on paper: {number}', { number: groupNumber(number) })} width="reading">
      <FormFrame long of={api} submitLabel={asked === null ? t('Enter the visit') : t('Open it all the same')} onCancel={() => void navigate({ to: '/visits/paper' })}>
        {asked !== null && <div className={classes.notice} role="alert">{t(asked.why)}</div>}
        <Card title={t('What the sheet says')}>
          <PatientPick path="patient_id" label={t('Patient')} />
          <FieldGrid>
            <ChoiceField path="class" label={t('Kind')} span={12} choices={choicesOf(Object.fromEntries(formClasses.map((each) => [each, classWords[each]])) as Record<VisitClass, string>, t)} />
            <TextField path="happened_at" type="datetime-local" label={t('When it began')} span={6} description={t('As it stands on the sheet. The time of entry is kept beside it.')} required />
            <TextField path="ended_at" type="datetime-local" label={t('When it was over')} span={6} description={t('Blank: it goes on.')} />
            <TextField path="reason" label={t('Reason')} span={12} />
            <StaffPick path="practitioner_id" label={t('Seen by')} description={may('visits.close') ? t('You, where nobody is chosen.') : undefined} />
            <DepartmentPick path="department_id" label={t('Department')} />
            <PlacePick path="location_id" label={t('Place')} />
            <TextField path="referred_by" label={t('Sent by')} span={12} />
          </FieldGrid>
        </Card>
      </FormFrame>
    </Page>
  );
}
