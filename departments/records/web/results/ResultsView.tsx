import { Drawer, SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDate, clinicalInstant, EmptyState, ScrollTable, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { ResultShown, TestShown } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { FlagMark } from '../timeline/FlagMark.tsx';
import { flagOf } from '../timeline/flags.ts';
import { statusWord } from '../timeline/status.ts';
import { valueText } from '../timeline/value-text.ts';
import { Trend } from '../vitals/Trend.tsx';
import { roundRange } from '../vitals/trend-scale.ts';
import { Spark } from './Spark.tsx';
import classes from './results.module.css';

/** Laboratory results by panel: the newest of each test, or all of them side by side. */
export function ResultsView({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const query = useQuery(recordQueries.results.queryOptions({ input: { patient_id } }));
  const [view, setView] = useState<'newest' | 'cumulative'>('newest');
  const [open, setOpen] = useState<TestShown | null>(null);
  return (
    <Answer of={query}>
      {({ panels, more }) =>
        panels.length === 0 ? (
          <EmptyState title={t('No laboratory results are recorded')} />
        ) : (
          <div className={classes.results}>
            <SegmentedControl
              aria-label={t('Results shown')} value={view} onChange={(next) => setView(next as 'newest')}
              data={[{ value: 'newest', label: t('Newest') }, { value: 'cumulative', label: t('Cumulative') }]}
            />
            {panels.map((panel) => (
              <section key={panel.title} aria-label={panel.title || t('Single tests')}>
                <h2>
                  {panel.title === '' ? t('Single tests') : <bdi>{panel.title}</bdi>} {panel.at !== null && <bdi className="quiet">{clinicalDate(new Date(panel.at))}</bdi>}
                </h2>
                <ScrollTable className={classes.table} label={t('Results of {panel}', { panel: panel.title || t('Single tests') })}>
                  {view === 'newest' ? <Newest tests={panel.tests} onOpen={setOpen} /> : <Cumulative tests={panel.tests} onOpen={setOpen} />}
                </ScrollTable>
              </section>
            ))}
            {more && <p className="quiet">{t('Older results are in the timeline.')}</p>}
            <Drawer opened={open !== null} onClose={() => setOpen(null)} title={open?.title} position="right" size={560}>
              {open !== null && <OneTest test={open} />}
            </Drawer>
          </div>
        )
      }
    </Answer>
  );
}

function Newest({ tests, onOpen }: { tests: readonly TestShown[]; onOpen: (test: TestShown) => void }) {
  const t = useWords();
  return (
    <table className={classes.newest}>
      <thead>
        <tr>{[t('Test'), t('Result'), t('Unit'), t('Reference'), t('Previous'), t('Collected'), t('Trend')].map((label) => <th key={label} scope="col">{label}</th>)}</tr>
      </thead>
      <tbody>
        {tests.map((test) => {
          const [last, previous] = test.results;
          return (
            <tr key={test.key}>
              <th scope="row"><button type="button" className={classes.open} onClick={() => onOpen(test)}><bdi>{test.title}</bdi></button></th>
              <td>{last !== undefined && <Result of={last} />}</td>
              <td><bdi>{test.unit}</bdi></td>
              <td><bdi>{test.range ?? <span className="quiet">{t('not stated')}</span>}</bdi></td>
              <td>{previous !== undefined && <bdi>{valueText(previous.text)}</bdi>}</td>
              <td><Value script="latin">{last?.at == null ? '' : clinicalInstant(last.at)}</Value></td>
              <td><Spark test={test} /></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const most_columns = 24;

function Cumulative({ tests, onOpen }: { tests: readonly TestShown[]; onOpen: (test: TestShown) => void }) {
  const t = useWords();
  const times = [...new Set(tests.flatMap(({ results }) => results.flatMap(({ at }) => at ?? [])))].toSorted((a, b) => b.localeCompare(a)).slice(0, most_columns);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('Test')}</th>
          <th scope="col">{t('Reference')}</th>
          {times.map((time) => <th key={time} scope="col"><bdi>{clinicalDate(new Date(time))}</bdi></th>)}
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => (
          <tr key={test.key}>
            <th scope="row"><button type="button" className={classes.open} onClick={() => onOpen(test)}><bdi>{test.title}</bdi></button> <bdi className="quiet">{test.unit}</bdi></th>
            <td><bdi>{test.range}</bdi></td>
            {times.map((time) => {
              const result = test.results.find(({ at }) => at === time);
              return <td key={time}>{result !== undefined && <Result of={result} />}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Result({ of: { text, flag: code, status: state } }: { of: ResultShown }) {
  const t = useWords();
  const flag = flagOf(code);
  const status = statusWord(state);
  return (
    <>
      <strong><bdi title={text}>{valueText(text)}</bdi></strong>{' '}
      {flag !== null && <FlagMark flag={flag} />}
      {status !== null && <span className="quiet"> {t(status)}</span>}
    </>
  );
}

function OneTest({ test }: { test: TestShown }) {
  const t = useWords();
  const { ref, width } = useElementSize();
  const drawn = test.results.filter(({ at, value }) => at !== null && value !== null);
  const times = drawn.map(({ at }) => Date.parse(at!));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const pad = Math.max((to - from) * 0.03, 3_600_000);
  const bounds = [...drawn.map(({ value }) => value!), ...[test.low, test.high].filter((bound) => bound !== null)];
  return (
    <div ref={ref}>
      {drawn.length > 1 && width > 0 && (
        <Trend
          title={test.title} unit={test.unit ?? ''} range={roundRange(bounds)} reference={[test.low, test.high]} from={from - pad} to={to + pad} width={width - 96} times
          points={drawn.map(({ at, value, flag, text }) => ({ at: at!, value: value!, flag: flagOf(flag)?.letter ?? null, text: valueText(text) }))}
        />
      )}
      <table className={classes.values}>
        <thead><tr><th scope="col">{t('Collected')}</th><th scope="col">{t('Result')}</th><th scope="col">{t('Came from')}</th></tr></thead>
        <tbody>
          {test.results.map((result) => (
            <tr key={result.id}>
              <td><Value script="latin">{result.at === null ? t('no date') : clinicalInstant(result.at)}</Value></td>
              <td><Result of={result} /> <bdi className="quiet">{test.unit}</bdi></td>
              <td><Value>{result.source}</Value></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
