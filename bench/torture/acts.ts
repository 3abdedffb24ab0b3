// What is asked of the hospital while it is killed, and what each answer has promised.
import type { Ground } from './ground.ts';

export type Kind = 'registration' | 'booking' | 'payment' | 'invoice' | 'vitals';

/** One act with the key under which it may be sent again and again. */
export interface Act {
  kind: Kind;
  key: string;
  path: string;
  body: object;
  /** Whose session sends it. */
  role: string;
  /** What only this act has written: a family name, a slot, a reference, a draft, a pulse of a patient. */
  mark: string;
}

/** What the hospital answered: it must never be otherwise again. */
export interface Promised extends Act {
  answer: Record<string, unknown>;
}

/** Draws acts, each once. `number` is how many came before. */
export function actOf(ground: Ground, seed: string, number: number): Act {
  const key = `torture-${seed}-${number}`;
  const patient = ground.patients[number % ground.patients.length]!;
  const kinds: Kind[] = ['registration', 'booking', 'payment', 'vitals', 'booking', 'invoice'];
  const kind = kinds[number % kinds.length]!;
  const own = Math.floor(number / kinds.length);
  switch (kind) {
    case 'registration': {
      const mark = familyOf(seed, number);
      return { kind, key, role: 'front-desk', mark, path: '/api/patients', body: { names: [{ family: mark, given: [familyOf(number.toString(), seed.length)] }], sex: 'female', birth_date: '1980-01-01' } };
    }
    case 'booking': {
      const slot = ground.slot(number);
      return {
        kind, key, role: 'front-desk', mark: `${slot.resource} ${slot.start}`, path: `/api/patients/${patient}/appointments`,
        body: { visit_type_id: ground.visit_type, resource_ids: [slot.resource], start: slot.start, although_booked: true },
      };
    }
    case 'payment':
      return { kind, key, role: 'cashier', mark: key, path: '/api/billing/payments', body: { patient_id: patient, method: 'card', amount: `${1 + (number % 90)}.50`, reference: key, pays: 'nothing' } };
    case 'vitals': {
      const beats = 50 + (own % 60);
      const minute = new Date(ground.day_ms + own * 60_000).toISOString();
      return { kind, key, role: 'nurse', mark: `${patient} ${minute}`, path: `/api/patients/${patient}/vitals`, body: { measured_at: minute, values: { heart_rate: beats } } };
    }
    case 'invoice': {
      const draft = ground.drafts.shift();
      if (draft === undefined) return actOf(ground, seed, number + 1_000_000);
      return { kind, key, role: 'biller', mark: draft, path: `/api/billing/invoices/${draft}/issue`, body: { version: 1 } };
    }
  }
}

/** A name that is like no other, so that nobody is asked whether they are one person. */
function familyOf(seed: string, number: number): string {
  const consonants = 'bcdfghjklmnprstvwz';
  let state = [...`${seed}/${number}`].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 2_166_136_261);
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return `T${Array.from({ length: 14 }, (_none, at) => (at % 2 === 0 ? 'aeiou'.charAt(next(5)) : consonants.charAt(next(18)))).join('')}`;
}
