import { Button, Checkbox, Modal } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconBuildingPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Answer, EmptyState, ErrorState, Page, SearchBar, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { staffQueries } from '../client.ts';
import { FoundPlaces } from './FoundPlaces.tsx';
import { PlaceDetails } from './PlaceDetails.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import classes from './places.module.css';
import { PlacesTabs } from './PlacesTabs.tsx';
import { PlaceTree } from './PlaceTree.tsx';
import { useOpenPlaces } from './useOpenPlaces.ts';
import { usePlaceTree } from './usePlaceTree.ts';

/** The places of the hospital as a tree, and the one that is chosen beside it. */
export default function PlacesScreen() {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const { place: chosen } = useSearch({ strict: false }) as { place?: string };
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [closedToo, setClosedToo] = useState(false);
  const [adding, setAdding] = useState(false);
  const narrow = useMediaQuery('(max-width: 860px)') ?? false;
  const place = useQuery({
    ...staffQueries.readLocation.queryOptions({ input: { location_id: chosen ?? '' } }),
    enabled: chosen !== undefined,
  });
  const { open, setOpen, keep } = useOpenPlaces(place.data);
  const { rows, roots, failed } = usePlaceTree(open, closedToo);

  function choose(id: string | undefined) {
    keep();
    void navigate({ to: '/places', search: (id === undefined ? {} : { place: id }) as never, replace: true });
  }

  const details = chosen !== undefined && <Answer of={place}>{(data) => <PlaceDetails key={data.id} place={data} show={({ id }) => choose(id)} />}</Answer>;
  const addBuilding = (
    <Button leftSection={<IconBuildingPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('Add a building')}
    </Button>
  );

  return (
    <Page title={t('Places')} note={<PlacesTabs at="places" />} fill actions={may('places.manage') && addBuilding}>
      <SearchBar label={t('Name or code of the place')} text={text} change={setText}>
        <Checkbox label={t('Closed places too')} checked={closedToo} onChange={(event) => setClosedToo(event.currentTarget.checked)} />
      </SearchBar>
      {asked !== '' ? (
        <FoundPlaces
          text={asked}
          closedToo={closedToo}
          choose={(id) => {
            setText('');
            choose(id);
          }}
        />
      ) : (
        <div className={classes.both}>
          <div className={classes.scroller}>
            {failed !== undefined && <ErrorState error={failed.error} retry={() => void failed.refetch()} />}
            <Answer of={roots}>
              {(buildings) =>
                buildings.length === 0 ? (
                  <EmptyState title={t('No places yet')}>{t('The first is a building; floors, wards, rooms and beds lie in it.')}</EmptyState>
                ) : (
                  <PlaceTree rows={rows} chosen={chosen} choose={choose} setOpen={setOpen} />
                )
              }
            </Answer>
          </div>
          {!narrow && (
            <section className={classes.side} aria-label={t('The chosen place')}>
              {details || <EmptyState title={t('No place is chosen')}>{t('Choose a place to see where it lies and who runs it.')}</EmptyState>}
            </section>
          )}
        </div>
      )}
      <Modal
        opened={narrow && chosen !== undefined && asked === ''}
        onClose={() => choose(undefined)}
        title={t('Place')}
        fullScreen
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        {narrow && details}
      </Modal>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('Add a building')} closeButtonProps={{ 'aria-label': t('Close') }}>
        <PlaceForm
          place={null}
          within={null}
          close={() => setAdding(false)}
          onDone={({ id }) => {
            setAdding(false);
            choose(id);
          }}
        />
      </Modal>
    </Page>
  );
}
