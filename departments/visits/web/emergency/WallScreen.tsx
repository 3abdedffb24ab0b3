import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clinicalTime, useLive, useWords, Value } from '@openward/platform/ui';
import { visitQueries } from '../client.ts';
import { Acuity } from './Acuity.tsx';
import { Clock } from './Clock.tsx';
import classes from './emergency.module.css';
import { useNow } from './useNow.ts';
import { stateWords } from './words.ts';

/** The board for a wall: large, dark, and without names: the number of the visit and the initials tell staff enough. */
export default function WallScreen() {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery({ ...visitQueries.emergencyBoard.queryOptions({ input: {} }), refetchInterval: 30_000 });
  useLive('emergency', () => void client.invalidateQueries({ queryKey: visitQueries.emergencyBoard.key() }));
  const now = useNow(found.data?.now, found.dataUpdatedAt);
  return (
    <main className={classes.wall} data-mantine-color-scheme="dark">
      <h1><Link to="/emergency" style={{ color: 'inherit', textDecoration: 'none' }}>{t('Emergency')}</Link> <span>{found.data?.incident != null && <Value>{found.data.incident.name}</Value>} {clinicalTime(new Date(now).toISOString())}</span></h1>
      <table aria-label={t('Emergency board')}>
        <thead><tr>{[t('Urgency'), t('Patient'), t('State'), t('Clock'), t('Where'), t('Clinician, nurse'), t('Alerts')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {(found.data?.patients ?? []).map((row) => (
            <tr key={row.visit_id}>
              <td><Acuity level={row.level} scheme={row.scheme} /></td>
              <td><Value>{row.band ?? `${initials(row.unknown ? '?' : row.patient_name)} · ${row.number.slice(-4)}`}</Value></td>
              <td>{t(stateWords[row.state])}</td>
              <td><Clock row={row} now={now} /></td>
              <td>{row.location_name === null ? '–' : <Value>{row.location_name}</Value>}</td>
              <td><Value>{[row.clinician_name, row.nurse_name].filter((each) => each !== null).join(' / ') || '–'}</Value></td>
              <td>{row.attention === 'worse' ? t('Worse: triage again') : row.attention === 'overdue' ? t('Overdue: triage again') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}

const initials = (name: string): string => name.split(/[\s,]+/).filter((each) => each !== '').slice(0, 2).map((each) => `${[...each][0] ?? ''}.`).join(' ');
