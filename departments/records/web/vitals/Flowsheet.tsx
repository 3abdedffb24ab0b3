import { useVirtualizer } from '@tanstack/react-virtual';
import { clinicalDate, clinicalTime, EmptyState, ScrollTable, useWords } from '@openward/platform/ui';
import { useMemo, useRef } from 'react';
import { measures, type Measure, type VitalPoint } from '../../contract/index.ts';
import { flagOf } from '../timeline/flags.ts';
import { shownUnit, shownValue, type Vitals } from './useVitals.ts';
import classes from './vitals.module.css';
import { consciousnessWords, measureWords } from './words.ts';

const column_px = 92;

/** The vital signs as a table: a column for each time, newest first; only the columns in sight are drawn. */
export function Flowsheet({ vitals, onOpen }: { vitals: Vitals; onOpen?: ((point: VitalPoint) => void) | undefined }) {
  const t = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { points, seen, scores, units } = vitals;
  const { times, cells, rows } = useMemo(() => gather(vitals), [vitals]);
  const virtual = useVirtualizer({ horizontal: true, count: times.length, getScrollElement: () => scroller.current, estimateSize: () => column_px, overscan: 4 });
  if (times.length === 0) return <EmptyState title={t('No vital signs are recorded')} />;
  const shown = virtual.getVirtualItems().map(({ index }) => times[index]!);
  const before = (virtual.getVirtualItems()[0]?.index ?? 0) * column_px;
  const after = virtual.getTotalSize() - before - shown.length * column_px;
  const at = <Item extends { at: string }>(list: readonly Item[], time: string, fits: (item: Item) => boolean) => list.find((item) => item.at === time && fits(item));
  const pad = (px: number) => (px <= 0 ? null : <td style={{ minWidth: px, width: px }} aria-hidden />);
  return (
    <ScrollTable className={classes.flowsheet} ref={scroller} label={t('Vital signs as a table')}>
      <table aria-colcount={times.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t('Measured')}</th>
            {pad(before)}
            {shown.map((time) => (
              <th key={time} scope="col" style={{ minWidth: column_px, width: column_px }}>
                <bdi>{clinicalDate(new Date(time))}</bdi>
                <br />
                <bdi>{clinicalTime(time)}</bdi>
              </th>
            ))}
            {pad(after)}
          </tr>
        </thead>
        <tbody>
          {scores.length > 0 && (
            <tr>
              <th scope="row">NEWS2</th>
              {pad(before)}
              {shown.map((time) => {
                const score = at(scores, time, () => true);
                return <td key={time}>{score !== undefined && <span className={classes.score} data-band={score.band}>{score.score}</span>}</td>;
              })}
              {pad(after)}
            </tr>
          )}
          {rows.map((measure) => (
            <tr key={measure}>
              <th scope="row">
                {t(measureWords[measure])} <bdi className="quiet">{shownUnit(measure, units)}</bdi>
              </th>
              {pad(before)}
              {shown.map((time) => {
                const point = cells.get(`${measure} ${time}`);
                return <td key={time}>{point !== undefined && <Cell point={point} text={shownValue(measure, point.value, units)} onOpen={onOpen} />}</td>;
              })}
              {pad(after)}
            </tr>
          ))}
          {seen.some(({ what }) => what === 'consciousness') && (
            <tr>
              <th scope="row">{t('Consciousness')}</th>
              {pad(before)}
              {shown.map((time) => {
                const level = at(seen, time, ({ what }) => what === 'consciousness');
                return <td key={time}>{level !== undefined && t(consciousnessWords[level.value as 'alert'])}</td>;
              })}
              {pad(after)}
            </tr>
          )}
        </tbody>
      </table>
      {points.length > 0 && vitals.more && <p className="quiet">{t('Older measurements are in the timeline.')}</p>}
    </ScrollTable>
  );
}

function Cell({ point, text, onOpen }: { point: VitalPoint; text: string; onOpen: ((point: VitalPoint) => void) | undefined }) {
  const t = useWords();
  const flag = flagOf(point.flag);
  const inside = (
    <>
      <bdi>{text}</bdi>
      {flag !== null && (
        <span className={classes.cellFlag} data-tone={flag.tone}>
          <span aria-hidden>{flag.sign}{flag.letter}</span>
          <span className="only-for-screen-readers">{t(flag.word)}</span>
        </span>
      )}
      {point.status === 'corrected' && <abbr title={t('Corrected')}>*</abbr>}
    </>
  );
  return onOpen === undefined ? inside : <button type="button" className={classes.cell} onClick={() => onOpen(point)}>{inside}</button>;
}

function gather({ points, seen, scores }: Vitals) {
  const times = [...new Set([...points, ...seen, ...scores].map(({ at }) => at))].toSorted((a, b) => b.localeCompare(a));
  const cells = new Map(points.map((point) => [`${point.measure} ${point.at}`, point]));
  const rows = measures.filter((measure) => points.some((point) => point.measure === measure)) as Measure[];
  return { times, cells, rows };
}
