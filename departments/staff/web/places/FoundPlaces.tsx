import { Answer, type Column, DataList, EmptyState, Mark, useWords, Value } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { Location } from '../../contract/index.ts';
import { placeKindWords } from '../choices.ts';
import { usePlaces } from './usePlaces.ts';

/** What a search finds among the places, as a list. */
export function FoundPlaces({ text, closedToo, choose }: { text: string; closedToo: boolean; choose: (id: string) => void }) {
  const t = useWords();
  const { rows, found, more } = usePlaces(text, closedToo);
  const columns = useMemo<Column<Location>[]>(
    () => [
      {
        id: 'name',
        header: t('Name'),
        width: 'minmax(180px, 1.4fr)',
        cell: (row) => (
          <>
            <Value>{row.name}</Value> {!row.active && <Mark tone="plain">{t('Closed')}</Mark>}
          </>
        ),
      },
      { id: 'code', header: t('Code'), width: '110px', whole: true, cell: (row) => <Value script="latin">{row.code}</Value> },
      { id: 'kind', header: t('Kind'), width: '90px', cell: (row) => t(placeKindWords[row.kind]) },
      {
        id: 'within',
        header: t('Lies in'),
        width: 'minmax(160px, 2fr)',
        cell: (row) => <span className="quiet">{row.path.length === 0 ? '–' : <Value>{row.path.map((step) => step.name).join(' › ')}</Value>}</span>,
      },
    ],
    [t],
  );
  return (
    <Answer of={found}>
      {() => (
        <DataList
          label={t('Places that are found')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          onOpen={(row) => choose(row.id)}
          more={more}
          empty={<EmptyState title={t('No place is found by “{text}”', { text })}>{t('Try a part of the name or the code, or show closed places too.')}</EmptyState>}
        />
      )}
    </Answer>
  );
}
