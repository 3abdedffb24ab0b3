import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { EmptyState, useWords, words } from '@openward/platform/ui';
import { useState } from 'react';
import type { Measure, VitalPoint, VitalUnits } from '../../contract/index.ts';
import { fromKept, typedUnit } from '../../rules/vitals/units.ts';
import { News2Strip } from './News2Strip.tsx';
import { Trend, type TrendPoint } from './Trend.tsx';
import { rangeOf } from './trend-scale.ts';
import { shownUnit, shownValue, type Vitals } from './useVitals.ts';
import classes from './vitals.module.css';
import { measureWords } from './words.ts';

const drawn = ['respiratory_rate', 'oxygen_saturation', 'blood_pressure', 'heart_rate', 'temperature', 'pain', 'glucose', 'weight', 'height', 'head_circumference', 'body_mass_index'] as const;
const day = 86_400_000;
const spans = [
  { value: '1', label: words('24 hours') },
  { value: '3', label: words('3 days') },
  { value: '30', label: words('30 days') },
  { value: '365', label: words('1 year') },
  { value: 'all', label: words('All') },
];

/** The vital signs as curves over one axis of time. */
export function Trends({ vitals }: { vitals: Vitals }) {
  const t = useWords();
  const { ref, width } = useElementSize();
  const { points, units, scores } = vitals;
  const newest = points[0] === undefined ? Date.now() : Date.parse(points[0].at);
  // A chart of long ago is opened where it has something to show.
  const [span, setSpan] = useState(() => (Date.now() - newest < 3 * day ? '3' : 'all'));
  if (points.length === 0) return <EmptyState title={t('No vital signs are recorded')} />;
  const to = span === 'all' ? newest : Date.now();
  const from = span === 'all' ? Math.min(...points.map(({ at }) => Date.parse(at))) : to - Number(span) * day;
  const pad = (to - from || day) * 0.02;
  const shown = drawn.map((measure) => ({ measure, points: pointsOf(measure, points, units) })).filter((each) => each.points.length > 0);
  const wide = Math.max(width - 96, 200);
  return (
    <div className={classes.trends} ref={ref}>
      <SegmentedControl aria-label={t('Span of time')} value={span} onChange={setSpan} data={spans.map(({ value, label }) => ({ value, label: t(label) }))} />
      <News2Strip scores={scores} from={from - pad} to={to + pad} width={wide} />
      {width > 0 && shown.map(({ measure, points: own }, index) => (
        <Trend
          key={measure}
          title={measure === 'blood_pressure' ? t('Blood pressure') : t(measureWords[measure])}
          unit={measure === 'blood_pressure' ? 'mmHg' : shownUnit(measure, units)}
          points={own}
          range={convertedRange(measure, own, units)}
          from={from - pad}
          to={to + pad}
          width={wide}
          times={index === shown.length - 1}
        />
      ))}
    </div>
  );
}

function convertedRange(measure: Measure | 'blood_pressure', points: readonly TrendPoint[], units: VitalUnits): readonly [number, number] {
  const range = rangeOf(measure, points.map(({ value }) => value));
  if (measure !== 'temperature' && measure !== 'glucose') return range;
  return [fromKept(measure, range[0], typedUnit(measure, units)), fromKept(measure, range[1], typedUnit(measure, units))];
}

/** The points of one curve, newest first. */
function pointsOf(measure: typeof drawn[number], points: readonly VitalPoint[], units: VitalUnits): TrendPoint[] {
  if (measure !== 'blood_pressure') {
    return points.filter((point) => point.measure === measure).map(({ at, value, flag }) => {
      const text = shownValue(measure, value, units);
      return { at, value: Number(text), flag, text };
    });
  }
  const low = new Map(points.filter((point) => point.measure === 'diastolic').map((point) => [point.id, point.value]));
  return points.filter((point) => point.measure === 'systolic').map(({ id, at, value, flag }) => ({ at, value, low: low.get(id), flag, text: `${whole(value)}/${low.has(id) ? whole(low.get(id)!) : '–'}` }));
}

const whole = (value: number) => Math.round(value);
