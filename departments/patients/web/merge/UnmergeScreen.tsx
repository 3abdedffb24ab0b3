import { SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Answer, Card, clinicalInstant, FormFrame, groupNumber, NoteField, Page, toast, useApiForm, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { Merge, WrittenSince } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import classes from './merge.module.css';

type Side = 'surviving' | 'merged';

interface UndoPreview {
  merge: z.output<typeof Merge>;
  version: number;
  written_since: WrittenSince[];
  hindrances: { code: string; message: string }[];
}

/** Undoes a merge: both records are as they were, and a person says where what was written since belongs. */
export default function UnmergeScreen() {
  const t = useWords();
  const { patientId: patient_id = '', mergeId: merge_id = '' } = useParams({ strict: false }) as { patientId?: string; mergeId?: string };
  const preview = useQuery({
    ...patientQueries.previewUnmerge.queryOptions({ input: { patient_id, merge_id } }),
    staleTime: 0,
    retry: false,
  });
  return (
    <Page title={t('Undo a merge')} width="reading">
      <Answer of={preview}>{(undo) => <UndoPlan undo={undo} />}</Answer>
    </Page>
  );
}

const Reason = z.object({ reason: z.string().trim().min(1).max(500) });

function UndoPlan({ undo }: { undo: UndoPreview }) {
  const t = useWords();
  const say = useServerWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { merge, version, written_since, hindrances } = undo;
  const [sides, setSides] = useState<Record<string, Side>>(() =>
    Object.fromEntries(written_since.flatMap(({ key, suggested }) => (suggested === null ? [] : [[key, suggested]]))),
  );
  const left = written_since.filter(({ key }) => sides[key] === undefined).length;
  const api = useApiForm({
    name: `patients.unmerge.${merge.id}`,
    patient: merge.surviving_id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) =>
      patients.unmerge({ patient_id: merge.surviving_id, merge_id: merge.id, version, reason, assignments: sides }, { context }),
    onDone: async () => {
      await client.invalidateQueries();
      toast({ text: t('The merge is undone: both records are as they were') });
      await navigate({ to: `/patients/${merge.surviving_id}/history`, ignoreBlocker: true });
    },
  });
  return (
    <FormFrame
      of={api}
      submitLabel={t('Undo the merge')}
      onCancel={() => void navigate({ to: `/patients/${merge.surviving_id}/history` })}
      disabled={hindrances.length > 0 || left > 0}
      foot={left > 0 && <span className="quiet">{t('{count, plural, one {# entry has} other {# entries have}} no record yet', { count: left })}</span>}
    >
      <p className={classes.lead}>
        {t('Number {number} was merged on {date}.', { number: groupNumber(merge.merged_hospital_number), date: clinicalInstant(merge.at) })}{' '}
        {t('Both records will be as they were before.')}
      </p>
      {hindrances.length > 0 && (
        <div className={classes.hindrance} role="alert">
          <strong>{t('This merge cannot be undone now')}</strong>
          <ul>
            {hindrances.map(({ code, message }) => (
              <li key={code}>{say(message)}</li>
            ))}
          </ul>
        </div>
      )}
      {written_since.length > 0 && (
        <Card title={t('What was written since')} note={t('Say under which record each belongs')} flush>
          {written_since.map((entry) => (
            <Entry key={entry.key} entry={entry} side={sides[entry.key]} choose={(side) => setSides({ ...sides, [entry.key]: side })} />
          ))}
        </Card>
      )}
      <NoteField path="reason" label={t('Why they are two people')} rows={2} required />
    </FormFrame>
  );
}

function Entry({ entry, side, choose }: { entry: WrittenSince; side: Side | undefined; choose: (side: Side) => void }) {
  const t = useWords();
  return (
    <div className={classes.item}>
      <span>
        <strong>
          <Value>{entry.what}</Value>
        </strong>{' '}
        <span className="quiet">
          <Value>{entry.by.name}</Value> <Value script="latin">{clinicalInstant(entry.at)}</Value>
        </span>
      </span>
      <SegmentedControl
        aria-label={entry.what}
        value={side ?? ''}
        onChange={(value) => choose(value as Side)}
        data={[
          { value: 'surviving', label: t('The one that stayed') },
          { value: 'merged', label: t('The one that was merged') },
        ]}
      />
    </div>
  );
}
