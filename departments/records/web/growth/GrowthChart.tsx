import { clinicalDate } from '@openward/platform/ui';
import { bandScores, type GrowthBand, type GrowthIndicator, type GrowthPoint } from '../../contract/index.ts';
import { marksOf, roundRange } from '../vitals/trend-scale.ts';
import classes from './growth.module.css';

interface GrowthChartProps {
  title: string;
  indicator: GrowthIndicator;
  points: readonly GrowthPoint[];
  band: GrowthBand | undefined;
  width: number;
}

const height = 300;
const [left, right, top, bottom] = [40, 26, 8, 24];
const month_days = 30.4375;

/** A growth chart to scale: the bands of the standard as lines that say their z-score, and what was measured. */
export function GrowthChart({ title, indicator, points, band, width }: GrowthChartProps) {
  const byLength = indicator === 'weight_for_length' || indicator === 'weight_for_height';
  const unit = byLength ? 1 : month_days;
  const xs = points.map(({ x }) => x);
  const span: readonly [number, number] = byLength ? roundRange(xs) : [Math.min(0, ...xs), Math.max(12 * month_days, Math.max(...xs) * 1.1)];
  const drawn = (band?.points ?? []).filter(({ x }) => x >= span[0] && x <= span[1]);
  const range = roundRange([...points.map(({ value }) => value), ...drawn.flatMap(({ values }) => [values[0]!, values.at(-1)!])]);
  const x = (value: number) => left + ((value - span[0]) / (span[1] - span[0])) * (width - left - right);
  const y = (value: number) => top + (1 - (value - range[0]) / (range[1] - range[0])) * (height - top - bottom);
  const last = points.at(-1);
  const marks = marksOf([span[0] / unit, span[1] / unit]);
  return (
    <svg width={width} height={height} role="img" className={classes.chart} aria-label={`${title}: ${last === undefined ? '' : `${clinicalDate(new Date(last.at))}: ${last.value}${last.z === null ? '' : `, z ${last.z}`}`}`}>
      <rect x={left} y={top} width={width - left - right} height={height - top - bottom} className={classes.ground} />
      {marksOf(range).map((mark) => (
        <g key={mark}>
          <line x1={left} x2={width - right} y1={y(mark)} y2={y(mark)} className={classes.grid} />
          <text x={left - 6} y={y(mark) + 4} textAnchor="end" className={classes.mark}>{mark}</text>
        </g>
      ))}
      {marks.map((mark) => <text key={mark} x={x(mark * unit)} y={height - 6} textAnchor="middle" className={classes.mark}>{mark}</text>)}
      {drawn.length > 1 && bandScores.map((score, index) => (
        <g key={score} className={classes.band} data-score={Math.abs(score)}>
          <polyline points={drawn.map((each) => `${x(each.x)},${y(each.values[index]!)}`).join(' ')} />
          <text x={width - right + 4} y={y(drawn.at(-1)!.values[index]!) + 4} className={classes.mark}>{score > 0 ? `+${score}` : score}</text>
        </g>
      ))}
      <polyline points={points.map((point) => `${x(point.x)},${y(point.value)}`).join(' ')} className={classes.curve} />
      {points.map((point) => (
        <circle key={`${point.id} ${point.x}`} cx={x(point.x)} cy={y(point.value)} r={3.5} className={classes.point}>
          <title>{`${clinicalDate(new Date(point.at))}: ${point.value}${point.z === null ? '' : `, z ${point.z}`}`}</title>
        </circle>
      ))}
    </svg>
  );
}
