/** What decides who must be told, and what was told. */
export interface BreachFacts {
  aware_at: Date;
  risk: 'none' | 'risk' | 'high' | null;
  persons_about: number | null;
  hipaa: boolean;
  persons_exempt: string;
  authority_at: Date | null;
  persons_at: Date | null;
  secretary_at: Date | null;
  media_at: Date | null;
}

export interface Clock {
  duty: 'authority' | 'persons' | 'secretary' | 'media';
  law: string;
  due_at: string | null;
  done_at: string | null;
  state: 'due' | 'late' | 'done' | 'done-late';
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Who must be told of a breach, and until when. The authority within 72 hours of becoming aware, unless it is unlikely to harm anybody (GDPR 33(1));
 * the persons without undue delay where the risk is high (GDPR 34(1)), unless they are exempt (34(3)). Where HIPAA holds: the persons within 60 days
 * (45 CFR 164.404(b)); the Secretary with them from 500 persons on, else within 60 days of the end of the year (164.408); the media over 500 (164.406).
 * What is not assessed yet counts as a risk.
 */
export function clocksOf(breach: BreachFacts, now: Date): Clock[] {
  const { aware_at, risk, hipaa, persons_about, persons_exempt } = breach;
  if (risk === 'none') return [];
  const after = (ms: number) => new Date(aware_at.getTime() + ms);
  const clocks = [clock('authority', 'GDPR 33', after(72 * hour), breach.authority_at, now)];
  const sixtyDays = after(60 * day);
  if (hipaa) clocks.push(clock('persons', risk === 'high' ? 'GDPR 34, 45 CFR 164.404' : '45 CFR 164.404', sixtyDays, breach.persons_at, now));
  else if (risk === 'high' && persons_exempt === '') clocks.push(clock('persons', 'GDPR 34', null, breach.persons_at, now));
  if (hipaa && risk !== null) {
    const many = (persons_about ?? 0) >= 500;
    clocks.push(clock('secretary', '45 CFR 164.408', many ? sixtyDays : new Date(Date.UTC(aware_at.getUTCFullYear() + 1, 0, 1) + 60 * day - 1), breach.secretary_at, now));
    if ((persons_about ?? 0) > 500) clocks.push(clock('media', '45 CFR 164.406', sixtyDays, breach.media_at, now));
  }
  return clocks;
}

function clock(duty: Clock['duty'], law: string, due: Date | null, done: Date | null, now: Date): Clock {
  const late = due !== null && (done ?? now) > due;
  const state = done === null ? (late ? 'late' : 'due') : late ? 'done-late' : 'done';
  return { duty, law, due_at: due?.toISOString() ?? null, done_at: done?.toISOString() ?? null, state };
}

/** Whom somebody must still tell before a breach is closed. */
export const stillToTell = (clocks: readonly Clock[]): Clock['duty'][] => clocks.filter(({ done_at }) => done_at === null).map(({ duty }) => duty);
