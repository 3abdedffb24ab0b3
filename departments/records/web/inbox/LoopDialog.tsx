import { Button, Group, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clinicalInstant, useAccount, usePermissions, useWords, Value } from '@openward/platform/ui';
import type { LoopShown } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { CloseLoopForm } from './CloseLoopForm.tsx';
import { HandOverForm } from './HandOverForm.tsx';
import classes from './inbox.module.css';
import { Level } from './useLoopColumns.tsx';
import { loopKindWords } from './words.ts';

/** One thing that is open: whose, until when, and how to close it or hand it over. */
export function LoopDialog({ loop, close }: { loop: LoopShown | null; close: () => void }) {
  const t = useWords();
  return (
    <Modal opened={loop !== null} onClose={close} title={loop === null ? '' : t(loopKindWords[loop.kind])} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      {loop !== null && <Inside key={loop.id} loop={loop} close={close} />}
    </Modal>
  );
}

/** The chart tab that shows what it is about. */
const tabOf = ({ kind, about }: LoopShown): string =>
  kind === 'note' || kind === 'cosign' || about?.type === 'DocumentReference' ? 'notes' : 'timeline';

function Inside({ loop, close }: { loop: LoopShown; close: () => void }) {
  const t = useWords();
  const may = usePermissions();
  const account = useAccount();
  const client = useQueryClient();
  const done = async () => {
    await client.invalidateQueries({ queryKey: recordQueries.key() });
    close();
  };
  const { title, patient, owner, due, opened_by, opened_at, kind } = loop;
  const closesItself = kind === 'note' || kind === 'cosign';
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('What')}</dt>
        <dd>
          <strong>
            <Value>{title}</Value>
          </strong>
        </dd>
        <dt>{t('Patient')}</dt>
        <dd>
          <Value>{patient.name ?? t('Name not recorded')}</Value>
        </dd>
        <dt>{t('To close it')}</dt>
        <dd>
          <Value>{owner.name ?? owner.id}</Value> {owner.id === account.id && <span className="quiet">{t('(you)')}</span>}
        </dd>
        <dt>{t('Due')}</dt>
        <dd>
          <Value script="latin">{clinicalInstant(due)}</Value> <Level loop={loop} />
        </dd>
        <dt>{t('Since')}</dt>
        <dd>
          <Value script="latin">{clinicalInstant(opened_at)}</Value> {opened_by !== null && <Value>{opened_by}</Value>}
        </dd>
      </dl>
      <Group gap="xs">
        <Button component={Link} to={`/patients/${patient.id}/${tabOf(loop)}` as never} variant={closesItself ? 'filled' : 'default'} onClick={close}>
          {closesItself ? t('Open the note') : t('Open the chart')}
        </Button>
      </Group>
      {may('records.write') && !closesItself && <CloseLoopForm loop={loop} done={done} />}
      {may('records.write') && kind !== 'note' && <HandOverForm loop={loop} done={done} />}
    </>
  );
}
