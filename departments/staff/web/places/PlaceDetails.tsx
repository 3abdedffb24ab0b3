import { Button, Modal } from '@mantine/core';
import { IconArrowsMove, IconDoorOff, IconPencil, IconPlus } from '@tabler/icons-react';
import { Mark, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Location } from '../../contract/index.ts';
import { placeKindWords } from '../choices.ts';
import { useDepartments } from '../departments/useDepartments.ts';
import { Fact, Facts } from '../person/Facts.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import classes from './places.module.css';
import { useCloseOrReopen } from './useCloseOrReopen.ts';

/** One place: where it lies, who runs it, what its clocks show, and what can be done with it. */
export function PlaceDetails({ place, show }: { place: Location; show: (place: Location) => void }) {
  const t = useWords();
  const departments = useDepartments();
  const { code, name, kind, path, department_id, time_zone, local_time_zone, active, children } = place;
  const department = departments.data?.find(({ id }) => id === department_id)?.name ?? null;
  return (
    <div className={classes.details}>
      <div>
        {path.length > 0 && (
          <p className={classes.way}>
            <Value>{path.map((step) => step.name).join(' › ')}</Value>
          </p>
        )}
        <h2>
          <Value>{name}</Value>
        </h2>
      </div>
      <Facts>
        <Fact label={t('Kind')}>{t(placeKindWords[kind])}</Fact>
        <Fact label={t('Code')}>
          <Value script="latin">{code}</Value>
        </Fact>
        <Fact label={t('State')}>
          <Mark tone={active ? 'good' : 'plain'}>{active ? t('Open') : t('Closed')}</Mark>
        </Fact>
        <Fact label={t('Run by')} otherwise={kind === 'building' ? t('not recorded') : t('as the larger place says')}>
          {department}
        </Fact>
        <Fact label={t('Time zone')}>
          <Value script="latin">{local_time_zone}</Value> {time_zone === null && <span className="quiet">{kind === 'building' ? t('from the hospital') : t('from the larger place')}</span>}
        </Fact>
        <Fact label={t('Places in it')}>{String(children)}</Fact>
      </Facts>
      <Acts place={place} show={show} />
    </div>
  );
}

type Doing = 'edit' | 'move' | 'add';

function Acts({ place, show }: { place: Location; show: (place: Location) => void }) {
  const t = useWords();
  const may = usePermissions();
  const closeOrReopen = useCloseOrReopen();
  const [doing, setDoing] = useState<Doing | null>(null);
  if (!may('places.manage')) return null;
  const titles: Record<Doing, string> = { edit: t('Change a place'), move: t('Move a place'), add: t('Open a place') };
  const close = () => setDoing(null);
  return (
    <div className={classes.acts}>
      <Button leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setDoing('edit')}>
        {t('Edit')}
      </Button>
      {place.kind !== 'building' && (
        <Button variant="default" leftSection={<IconArrowsMove size={15} aria-hidden />} onClick={() => setDoing('move')}>
          {t('Move…')}
        </Button>
      )}
      {place.kind !== 'bed' && (
        <Button
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => setDoing('add')}
          disabled={!place.active}
          title={place.active ? undefined : t('The place is closed: reopen it first')}
        >
          {t('Add a place in it')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconDoorOff size={15} aria-hidden />} onClick={() => void closeOrReopen(place, !place.active)}>
        {place.active ? t('Close this place') : t('Reopen this place')}
      </Button>
      <Modal
        opened={doing !== null}
        onClose={close}
        title={doing === null ? '' : titles[doing]}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        {doing !== null && (
          <PlaceForm
            place={doing === 'add' ? null : place}
            within={doing === 'add' ? place : null}
            move={doing === 'move'}
            close={close}
            onDone={(saved) => {
              close();
              show(saved);
            }}
          />
        )}
      </Modal>
    </div>
  );
}
