import { words } from '@openward/platform/ui';
import type { Consciousness, Measure, News2Band, News2Outcome, News2Part } from '../../contract/index.ts';

/** What each measure is called. */
export const measureWords: Readonly<Record<Measure, string>> = {
  respiratory_rate: words('Respiratory rate'),
  oxygen_saturation: words('SpO₂'),
  oxygen_flow: words('Oxygen flow'),
  oxygen_concentration: words('Oxygen concentration'),
  systolic: words('Systolic pressure'),
  diastolic: words('Diastolic pressure'),
  heart_rate: words('Heart rate'),
  temperature: words('Temperature'),
  pain: words('Pain'),
  glucose: words('Glucose at the bedside'),
  weight: words('Weight'),
  height: words('Height'),
  head_circumference: words('Head circumference'),
  body_mass_index: words('Body mass index'),
};

export const consciousnessWords: Readonly<Record<Consciousness, string>> = {
  alert: words('Alert'),
  confusion: words('New confusion'),
  voice: words('Responds to voice'),
  pain: words('Responds to pain'),
  unresponsive: words('Unresponsive'),
};

export const partWords: Readonly<Record<News2Part, string>> = {
  respiratory_rate: words('Respiratory rate'),
  oxygen_saturation: words('SpO₂'),
  breathing: words('Air or oxygen'),
  systolic: words('Systolic pressure'),
  heart_rate: words('Heart rate'),
  consciousness: words('Consciousness'),
  temperature: words('Temperature'),
};

/** What RCP asks for in each band: how often to measure, and who answers. */
export const escalation: Readonly<Record<News2Band, { name: string; monitor: string; respond: string }>> = {
  zero: { name: words('Low'), monitor: words('Measure at least every 12 hours'), respond: words('Continue routine monitoring') },
  low: {
    name: words('Low'),
    monitor: words('Measure at least every 4 to 6 hours'),
    respond: words('Tell the registered nurse, who assesses the patient and decides on more frequent monitoring or escalation'),
  },
  low_medium: {
    name: words('Low to medium: 3 in one part'),
    monitor: words('Measure at least every hour'),
    respond: words('The registered nurse tells the medical team, who review the patient and decide whether to escalate'),
  },
  medium: {
    name: words('Medium'),
    monitor: words('Measure at least every hour'),
    respond: words('Tell the medical team at once: urgent assessment by a clinician competent in acute illness, where it can be monitored'),
  },
  high: {
    name: words('High'),
    monitor: words('Monitor continuously'),
    respond: words('Emergency assessment by a team with critical care competencies; consider a higher level of care'),
  },
};

type NoScore = Extract<News2Outcome, { scored: false }>['reason'];
export const noScoreWords: Readonly<Record<NoScore, string>> = {
  too_young: words('No NEWS2: it is for people of 16 years and older.'),
  age_unknown: words('No NEWS2: the birth date is not known well enough.'),
  pregnant: words('No NEWS2: it is not made in pregnancy.'),
  restricted_item: words('No NEWS2: a restricted item in the record rules it out.'),
  incomplete: words('No NEWS2: the set is not complete.'),
};
