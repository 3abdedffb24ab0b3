import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDate, EmptyState, useWords, words } from '@openward/platform/ui';
import { growthIndicators, type GrowthIndicator } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { GrowthChart } from './GrowthChart.tsx';
import classes from './growth.module.css';

const titles: Readonly<Record<GrowthIndicator, string>> = {
  weight_for_age: words('Weight for age'),
  length_for_age: words('Length or height for age'),
  head_circumference_for_age: words('Head circumference for age'),
  body_mass_index_for_age: words('Body mass index for age'),
  weight_for_length: words('Weight for length'),
  weight_for_height: words('Weight for height'),
};

const withoutWords = {
  sex: words('The growth standard is for boys and for girls: the sex is not recorded as one of them.'),
  birth_date: words('The day of birth is not known: growth is not compared.'),
  standard: words('No growth standard is imported yet: values are plotted without bands.'),
} as const;

/** How a child grows: each indicator as a chart with its bands, and as a table. */
export function GrowthView({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const query = useQuery(recordQueries.growth.queryOptions({ input: { patient_id } }));
  const { ref, width } = useElementSize();
  return (
    <div ref={ref}>
      <Answer of={query}>
        {({ points, bands, without, gestational_days }) => (
          <div className={classes.growth}>
            {without !== null && <p className="quiet">{t(withoutWords[without])}</p>}
            {gestational_days !== null && <p className="quiet">{t('Born at {weeks} weeks of gestation.', { weeks: Math.floor(gestational_days / 7) })}</p>}
            {points.length === 0 && <EmptyState title={t('Nothing of growth is recorded')} />}
            {growthIndicators.map((indicator) => {
              const own = points.filter((point) => point.indicator === indicator);
              if (own.length === 0) return null;
              return (
                <section key={indicator} aria-label={t(titles[indicator])}>
                  <h2>{t(titles[indicator])}</h2>
                  {width > 0 && <GrowthChart title={t(titles[indicator])} indicator={indicator} points={own} band={bands.find((band) => band.indicator === indicator)} width={Math.min(width, 760)} />}
                  <details>
                    <summary>{t('As a table')}</summary>
                    <table className={classes.values}>
                      <thead><tr>{[t('Measured'), t('Value'), t('Z-score'), t('Percentile'), t('Age')].map((label) => <th key={label} scope="col">{label}</th>)}</tr></thead>
                      <tbody>
                        {own.toReversed().map((point) => (
                          <tr key={`${point.id} ${point.x}`}>
                            <td><bdi>{clinicalDate(new Date(point.at))}</bdi></td>
                            <td><bdi>{Number(point.value.toFixed(2))}</bdi></td>
                            <td><bdi>{point.z ?? '–'}</bdi></td>
                            <td><bdi>{point.percentile ?? '–'}</bdi></td>
                            <td>{t('{count, plural, one {# day} other {# days}}', { count: point.age_days })} {point.corrected && t('corrected')}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </details>
                </section>
              );
            })}
          </div>
        )}
      </Answer>
    </div>
  );
}
