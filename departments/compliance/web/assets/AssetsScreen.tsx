import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assetCodes, assetKinds } from '@openward/platform/installation/contract';
import { Answer, Card, clinicalInstant, type Column, DataList, Mark, Page, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { AssetLine } from '../../contract/index.ts';
import { complianceQueries } from '../client.ts';
import { ReviewedLine } from './ReviewedLine.tsx';
import { ReviewAssetsDialog } from './ReviewAssetsDialog.tsx';
import { codeWords, holdsWords, kindWords, protectionWords, stateWords } from './words.ts';

/** What the hospital runs on, as its settings name it. */
export default function AssetsScreen() {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(complianceQueries.assets.queryOptions({ input: {} }));
  const [reviewing, review] = useState<string | null>(null);
  const columns = useMemo<Column<AssetLine>[]>(() => [
    { id: 'asset', header: t('Asset'), width: 'minmax(200px, 1.2fr)', card: 'title', cell: ({ code }) => <strong>{t(codeWords[code])}</strong> },
    { id: 'where', header: t('Where'), width: 'minmax(220px, 1.6fr)', cell: ({ where, version }) => <Value script="latin">{[where, version].filter((each) => each !== null && each !== '').join(' · ') || '–'}</Value> },
    { id: 'holds', header: t('Holds or lets through'), width: 'minmax(140px, 0.8fr)', cell: ({ holds }) => t(holdsWords[holds]) },
    { id: 'protection', header: t('Protected by'), width: 'minmax(180px, 1.1fr)', cell: ({ protection }) => (protection === 'plain' ? <Mark tone="caution">{t(protectionWords.plain)}</Mark> : t(protectionWords[protection])) },
    { id: 'charge', header: t('In charge'), width: 'minmax(160px, 1fr)', cell: ({ in_charge, in_charge_count }) => (in_charge.length === 0 ? <Mark tone="caution">{t('Nobody')}</Mark> : <Value>{in_charge.join(', ')}{in_charge_count > in_charge.length && ` +${in_charge_count - in_charge.length}`}</Value>) },
    { id: 'seen', header: t('Last used'), width: '150px', cell: ({ seen_at }) => seen_at !== null && <Value script="latin">{clinicalInstant(seen_at)}</Value> },
    { id: 'state', header: t('Since the last review'), width: '160px', cell: ({ state }) => (state === 'same' ? <span className="quiet">{t(stateWords.same)}</span> : <Mark tone="caution">{t(stateWords[state])}</Mark>) },
  ], [t]);
  return (
    <Page
      title={t('Assets')}
      actions={<>
        <Button component="a" variant="default" href="/api/assets/file" download>{t('For a spreadsheet')}</Button>
        {may('assets.review') && found.data !== undefined && <Button onClick={() => review(found.data.sum)}>{t('Reviewed')}</Button>}
      </>}
    >
      <Answer of={found}>
        {({ assets, gone, reviewed }) => (
          <Stack gap={12}>
            <ReviewedLine reviewed={reviewed} changes={assets.filter(({ state }) => state !== 'same').length + gone.length} gone={gone.map(({ code, where }) => `${t(codeWords[code])} ${where}`)} />
            {assetKinds.map((kind) => {
              const rows = assets.filter(({ code }) => assetCodes[code][0] === kind);
              if (rows.length === 0) return null;
              return <Card key={kind} title={t(kindWords[kind])} flush><DataList label={t(kindWords[kind])} rows={rows} rowKey={({ code, where }) => `${code} ${where}`} columns={columns} empty={null} /></Card>;
            })}
          </Stack>
        )}
      </Answer>
      {reviewing !== null && <ReviewAssetsDialog sum={reviewing} close={() => review(null)} />}
    </Page>
  );
}
