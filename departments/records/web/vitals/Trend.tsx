import { clinicalDate, clinicalInstant, clinicalMonth, clinicalTime, useWords } from '@openward/platform/ui';
import { marksOf, timeMarks } from './trend-scale.ts';
import classes from './vitals.module.css';

/** One point of a curve; `low` makes a bar of it, as blood pressure is drawn. */
export interface TrendPoint {
  at: string;
  value: number;
  low?: number | undefined;
  flag: string | null;
  /** As it is read aloud and written beside the curve: `128/78`. */
  text: string;
}

interface TrendProps {
  title: string;
  unit: string;
  points: readonly TrendPoint[];
  range: readonly [number, number];
  /** Drawn as a band behind the curve, where a reference range is known. */
  reference?: readonly [number | null, number | null] | undefined;
  from: number;
  to: number;
  width: number;
  /** The last of several curves under each other says the times. */
  times: boolean;
}

const height = 96;
const left = 40;
const foot = 18;

/** A curve to scale in time and value: what is out of range is ringed and lettered, what lies outside the axis stands at its edge. */
export function Trend({ title, unit, points, range, reference, from, to, width, times }: TrendProps) {
  const t = useWords();
  const inner = Math.max(width - left - 12, 60);
  const x = (at: string | number) => left + ((typeof at === 'string' ? Date.parse(at) : at) - from) / Math.max(to - from, 1) * inner;
  const clamp = (value: number) => Math.min(Math.max(value, range[0]), range[1]);
  const y = (value: number) => 8 + (1 - (clamp(value) - range[0]) / (range[1] - range[0])) * (height - 16);
  const shown = points.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [last, previous] = [points[0], points[1]];
  const bars = shown.some(({ low }) => low !== undefined);
  const marks = timeMarks(from, to, Math.max(2, Math.floor(inner / 90)));
  const said = [last && t('last {value} {unit} on {time}', { value: last.text, unit, time: clinicalInstant(last.at) }), previous && t('previous {value}', { value: previous.text })];
  return (
    <div className={classes.trend}>
      <div className={classes.trendHead}>
        <h2>{title}</h2> <bdi className="quiet">{unit}</bdi>
      </div>
      <svg width={width} height={height + (times ? foot : 0)} role="img" aria-label={`${title}: ${said.filter(Boolean).join(', ')}`} className={classes.drawing}>
        <rect x={left} y={8} width={inner} height={height - 16} className={classes.ground} />
        {reference !== undefined && (reference[0] !== null || reference[1] !== null) && (
          <rect x={left} width={inner} y={y(reference[1] ?? range[1])} height={Math.max(y(reference[0] ?? range[0]) - y(reference[1] ?? range[1]), 0)} className={classes.reference} />
        )}
        {marksOf(range).map((mark) => (
          <g key={mark}>
            <line x1={left} x2={left + inner} y1={y(mark)} y2={y(mark)} className={classes.grid} />
            <text x={left - 6} y={y(mark) + 4} textAnchor="end" className={classes.mark}>{mark}</text>
          </g>
        ))}
        {marks.map(({ at, kind }) => (
          <g key={at}>
            <line x1={x(at)} x2={x(at)} y1={8} y2={height - 8} className={classes.grid} />
            {times && <text x={x(at)} y={height + 10} textAnchor="middle" className={classes.mark}>{timeText(at, kind)}</text>}
          </g>
        ))}
        {!bars && <polyline points={shown.map((point) => `${x(point.at)},${y(point.value)}`).join(' ')} className={classes.curve} />}
        {shown.map((point) => <Mark key={`${point.at} ${point.text}`} point={point} x={x(point.at)} y={y} outside={point.value > range[1] ? '↑' : point.value < range[0] ? '↓' : null} />)}
      </svg>
      <div className={classes.trendLast}>
        {last === undefined ? <span className="quiet">{t('not recorded')}</span> : (
          <>
            <strong><bdi>{last.text}</bdi> {last.flag !== null && <span className={classes.letter}>{last.flag}</span>}</strong>
            <span className="quiet">{previous === undefined ? t('no previous') : <>{t('prev')} <bdi>{previous.text}</bdi></>}</span>
          </>
        )}
      </div>
    </div>
  );
}

function Mark({ point, x, y, outside }: { point: TrendPoint; x: number; y: (value: number) => number; outside: string | null }) {
  const top = y(point.value);
  const bottom = point.low === undefined ? undefined : y(point.low);
  return (
    <g className={classes.point} data-flag={point.flag ?? undefined}>
      <title>{`${clinicalInstant(point.at)}: ${point.text}${point.flag === null ? '' : ` ${point.flag}`}`}</title>
      {bottom === undefined ? <circle cx={x} cy={top} r={3} /> : (
        <path d={`M${x - 4},${top - 4} L${x},${top} L${x + 4},${top - 4} M${x},${top} L${x},${bottom} M${x - 4},${bottom + 4} L${x},${bottom} L${x + 4},${bottom + 4}`} />
      )}
      {point.flag !== null && <circle cx={x} cy={top} r={7} className={classes.ring} />}
      {(point.flag !== null || outside !== null) && <text x={x + 8} y={top - 4} className={classes.pointText}>{`${outside ?? ''}${outside === null ? point.flag : point.text}`}</text>}
    </g>
  );
}

function timeText(at: number, kind: 'time' | 'day' | 'month' | 'year'): string {
  const instant = new Date(at);
  if (kind === 'time') return instant.getHours() === 0 ? clinicalDate(instant).slice(0, 6) : clinicalTime(instant);
  if (kind === 'day') return clinicalDate(instant).slice(0, 6);
  return kind === 'month' ? clinicalMonth(clinicalIso(instant)) : String(instant.getFullYear());
}

const clinicalIso = (instant: Date) => `${instant.getFullYear()}-${String(instant.getMonth() + 1).padStart(2, '0')}`;
