import type { TestShown } from '../../contract/index.ts';
import classes from './results.module.css';

const [width, height] = [72, 22];

/** The course of a test in one glance; its numbers stand beside it. */
export function Spark({ test }: { test: TestShown }) {
  const points = test.results.flatMap(({ at, value }) => (at === null || value === null ? [] : [{ at: Date.parse(at), value }])).slice(0, 20).toReversed();
  if (points.length < 2) return null;
  const values = [...points.map(({ value }) => value), ...[test.low, test.high].filter((bound) => bound !== null)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [first, last] = [points[0]!.at, points.at(-1)!.at];
  const x = (at: number) => 3 + ((at - first) / Math.max(last - first, 1)) * (width - 6);
  const y = (value: number) => 3 + (1 - (value - low) / Math.max(high - low, Number.MIN_VALUE)) * (height - 6);
  const [top, bottom] = [y(test.high ?? high), y(test.low ?? low)];
  return (
    <svg width={width} height={height} className={classes.spark} aria-hidden>
      {(test.low !== null || test.high !== null) && <rect x={0} width={width} y={top} height={Math.max(bottom - top, 0)} />}
      <polyline points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />
      <circle cx={x(last)} cy={y(points.at(-1)!.value)} r={2.4} />
    </svg>
  );
}
