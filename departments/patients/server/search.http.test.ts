import fc from 'fast-check';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientsContract as contract, type PatientFound, type RegistrationInput } from '../contract/index.ts';
import { person } from '../demo/person.ts';
import { random } from '../demo/random.ts';
import { nameWords } from '../rules/name-likeness.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
  for (const registration of people) await register(registration);
});
afterAll(() => hospital.close());

const name = (family: string | null, ...given: string[]) => ({ use: 'official' as const, family, given });

const people: RegistrationInput[] = [
  {
    names: [name('Okafor', 'Amina', 'Chidinma'), { use: 'maiden', family: 'Eze', given: ['Amina'] }], birth_date: '1968-03-12', sex: 'female',
    telecoms: [{ system: 'phone', value: '+234 803 555 1234' }],
    identifiers: [{ kind: 'national_id', issuer: 'Nigeria', value: 'NG 1234-5678 901' }, { kind: 'insurance', issuer: 'Ward Mutual', value: 'WM-77/4411' }],
  },
  { names: [name('Núñez de la Cruz', 'José María')], birth_date: '1971-11-02', sex: 'male' },
  { names: [name("O'Brien", 'Siobhán')], birth_date: '1990-12-25', sex: 'female' },
  { names: [name('Иванова', 'Мария'), { use: 'usual', script: 'Latn', family: 'Ivanova', given: ['Maria'] }], birth_date: '1955-01-30', sex: 'female' },
  { names: [name('Достоевский', 'Фёдор')], birth_date: '1961', sex: 'male' },
  { names: [name('王', '小明')], birth_date: '1980-08-08', sex: 'male' },
  { names: [name('الرشيد', 'محمّد')], birth_date: '1977-07-07', sex: 'male' },
  { names: [name('Kowalski', 'Zofia')], birth_date: '2003-05', sex: 'female', telecoms: [{ system: 'phone', value: '+44 7700 900123' }] },
  { names: [name(null, 'Sulastri')], birth_date: '1949-06-01', sex: 'female' },
  { names: [name('van der Berg', 'Willem')], birth_date: '1935-02-28', sex: 'male' },
  { names: [name('Catherine', 'Schmidt')], birth_date: '1988-04-14', sex: 'female' },
];

async function register(registration: RegistrationInput): Promise<string> {
  const { status, body } = await desk.call(contract.register, registration);
  expect(status, JSON.stringify(body)).toBe(201);
  return body['id'];
}

const find = async (q: string, who = desk): Promise<PatientFound[]> => {
  const { status, body } = await who.call<{ patients: PatientFound[] }>(contract.search, { q });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.patients;
};
const first = async (q: string) => {
  const [found] = await find(q);
  return found === undefined ? 'nobody' : `${found.display_name}: ${found.why.reason}`;
};

describe('finds by name', () => {
  it.each([
    ['okafor', 'OKAFOR, Amina Chidinma: name'],
    ['okaf', 'OKAFOR, Amina Chidinma: name'],
    ['Amina Okafor', 'OKAFOR, Amina Chidinma: name'],
    ['OKAFOR, amina', 'OKAFOR, Amina Chidinma: name'],
    ['chidinma amina', 'OKAFOR, Amina Chidinma: name'],
    ['ok am ch', 'OKAFOR, Amina Chidinma: name'],
    ['afor', 'OKAFOR, Amina Chidinma: part_of_name'],
    ['okafro', 'OKAFOR, Amina Chidinma: spelt_like'],
    ['okaforr amina', 'OKAFOR, Amina Chidinma: spelt_like'],
    ['okaforr amyna', 'OKAFOR, Amina Chidinma: spelt_like'],
    ['nunez', 'NÚÑEZ DE LA CRUZ, José María: name'],
    ['jose maria nuñez', 'NÚÑEZ DE LA CRUZ, José María: name'],
    ['josemaria', 'NÚÑEZ DE LA CRUZ, José María: name'],
    ['delacruz', 'NÚÑEZ DE LA CRUZ, José María: part_of_name'],
    ['obrien', "O'BRIEN, Siobhán: name"],
    ['o’brien', "O'BRIEN, Siobhán: name"],
    ['o brien siobhan', "O'BRIEN, Siobhán: name"],
    ['siobhann obrien', "O'BRIEN, Siobhán: spelt_like"],
    ['Иванова', 'ИВАНОВА, Мария: name'],
    ['ivanova', 'ИВАНОВА, Мария: name'],
    ['dostoevski', 'ДОСТОЕВСКИЙ, Фёдор: other_script'],
    ['Федор', 'ДОСТОЕВСКИЙ, Фёдор: name'],
    ['王小明', '王, 小明: name'],
    ['小明', '王, 小明: name'],
    ['明', '王, 小明: part_of_name'],
    ['محمد', 'الرشيد, محمّد: name'],
    ['رشيد', 'الرشيد, محمّد: part_of_name'],
    ['sulastri', 'Sulastri: name'],
    ['vanderberg', 'VAN DER BERG, Willem: name'],
    ['willem van der berg', 'VAN DER BERG, Willem: name'],
    ['kathryn shmit', 'CATHERINE, Schmidt: sounds_like'],
  ])('%s', async (q, expected) => {
    expect(await first(q)).toBe(expected);
  });

  it('finds a former name, and says which', async () => {
    const [found] = await find('amina eze');
    expect(found).toMatchObject({ display_name: 'OKAFOR, Amina Chidinma', why: { reason: 'name', matched: 'Amina Eze' } });
  });

  it('finds nobody for a name that nobody has, and for nothing', async () => {
    for (const q of ['xylophonius', 'okafor kowalski', '', '  ', '%', '___', "'); drop table patients.patient; --"]) {
      expect(await find(q)).toEqual([]);
    }
  });
});

describe('finds by what is known of a person', () => {
  it.each([
    ['+234 803 555 1234', 'phone'], ['0803 555 1234', 'phone'], ['5551234', 'phone'], ['0803 55', 'phone'],
    ['NG12345678901', 'national_id'], ['ng 1234 5678 901', 'national_id'], ['wm 77', 'identifier'], ['WM774411', 'identifier'],
    ['12/03/1968', 'birth_date'], ['12 mar 1968', 'birth_date'], ['1968-03', 'birth_date'], ['12031968', 'birth_date'],
    ['okafor 1968', 'name_and_birth'], ['oka 12/03/1968', 'name_and_birth'], ['1968 amina chi', 'name_and_birth'],
    ['okafro march 1968', 'spelt_like'], ['okafor 1234', 'phone'],
  ])('%s: %s', async (q, reason) => {
    expect(await first(q)).toBe(`OKAFOR, Amina Chidinma: ${reason}`);
  });

  it.each(['ng1234567890', 'okafor 1969', 'kowalski 1234', 'okafor 13/03/1968'])('not %s', async (q) => {
    expect((await find(q)).map(({ display_name }) => display_name)).not.toContain('OKAFOR, Amina Chidinma');
  });

  it('finds the hospital number, whole and as it is typed', async () => {
    const [okafor] = await find('okafor');
    const number = okafor?.hospital_number ?? '';
    expect((await find(number))[0]).toMatchObject({ id: okafor?.id, why: { reason: 'hospital_number' } });
    expect((await find(`${number.slice(0, 4)} ${number.slice(4)}`))[0]?.id).toBe(okafor?.id);
    expect((await find(number.slice(0, -1))).map(({ id }) => id)).toContain(okafor?.id);
  });

  it('shows which phone or number it was, and never a secret one', async () => {
    expect((await find('0803 555 1234'))[0]?.why.matched).toBe('+234 803 555 1234');
    expect((await find('wm77'))[0]?.why.matched).toBe('WM-77/4411');
    expect((await find('NG12345678901'))[0]?.why.matched).toBeNull();
  });
});

it('keeps up with a change in the transaction that makes it', async () => {
  const id = await register({ names: [name('Featherstone', 'Beatrix')], birth_date: '2001-09-09', sex: 'female' });
  const change = (changes: object, version: number) => desk.call(contract.update, { patient_id: id, version, changes });
  expect((await change({ names: [name('Quillfeather', 'Beatrix')], birth_date: '2001-09-10' }, 1)).status).toBe(200);
  expect(await find('featherstone')).toEqual([]);
  expect((await find('quillf 10/09/2001')).map((found) => found.id)).toEqual([id]);
  expect(await find('quillfeather 2001-09-09')).toEqual([]);
});

describe('restricted patients', () => {
  it('are found by those who are cleared only, by whatever is typed', async () => {
    const compliance = await hospital.signIn('compliance');
    const id = await register({
      names: [name('Zephyrine', 'Ottoline')], birth_date: '1966-06-06', sex: 'female',
      telecoms: [{ system: 'phone', value: '+44 7700 900777' }], identifiers: [{ kind: 'passport', value: 'ZZ998877' }],
    });
    const typed = ['zephyrine', 'zeph', 'zephirine', 'phyri', 'ottoline zephyrine', 'ott 1966', '1966-06-06', '+447700900777', 'ZZ998877'];
    const number = (await find('zephyrine'))[0]?.hospital_number ?? '';
    for (const q of [...typed, number]) expect((await find(q))[0]?.id, q).toBe(id);

    const restricted = await compliance.call(contract.restrict, { patient_id: id, version: 1, restricted: true, reason: 'Asked for it' });
    expect(restricted.status).toBe(200);
    for (const q of [...typed, number]) {
      expect((await find(q)).map((found) => found.id), q).not.toContain(id);
      expect((await find(q, compliance))[0]?.id, q).toBe(id);
    }
  });

  it('cannot be seen past the function: its tables answer nobody', async () => {
    for (const table of ['search_name', 'search_word', 'search_variant']) {
      await expect(hospital.database.pool.query(`select count(*) from patients.${table}`)).rejects.toThrow(/permission denied/);
    }
    const without = await hospital.database.pool.query(
      `select * from patients.search('[{"words":["okafor"],"births":[],"code":null}]', '{}', 5)`);
    expect(without.rows).toEqual([]);
  });
});

it('leads from the names and numbers of a merged record to the surviving one', async () => {
  const survivor = await register({ names: [name('Marlowe', 'Tabitha')], birth_date: '1959-04-04', sex: 'female' });
  const merged = await register({ names: [name('Pemberton', 'Tabby')], birth_date: '1959-04-05', sex: 'female' });
  const [before] = await find('pemberton');
  await hospital.asSuperuser('update patients.patient set survivor_id = $1 where id = $2', [survivor, merged]);
  for (const q of ['pemberton', before?.hospital_number ?? '', 'tabby 1959']) {
    expect(await find(q)).toMatchObject([
      { id: survivor, display_name: 'MARLOWE, Tabitha', why: { merged: { display_name: 'PEMBERTON, Tabby', hospital_number: before?.hospital_number } } },
    ]);
  }
});

describe('the audit log', () => {
  it('has one event for a search: who was shown, and not what was typed', async () => {
    const doctor = await hospital.signIn('doctor');
    const [found] = await find('okafor 1968', doctor);
    const events = await hospital.asSuperuser<{ name: string; shown: string[]; detail: object; patient_id: string | null }>(
      'select name, shown, detail, patient_id from audit.event where actor_id = $1', [doctor.account_id]);
    expect(events).toEqual([
      { name: 'patients.patient.search', shown: [found?.id], patient_id: null, detail: { count: 1, by: ['name_and_birth'] } },
    ]);
  });
});

it.each([
  [{ q: 'x'.repeat(201) }, 'q'], [{}, 'q'], [{ q: 'a', limit: 51 }, 'limit'], [{ q: 'a', page: 2 }, 'page'],
])('refuses %j and names the field', async (input, field) => {
  const { status, body } = await desk.call(contract.search, input);
  expect(status).toBe(400);
  expect(body['errors'][0].field).toBe(field);
});

describe('any part of any name of anybody', () => {
  it('finds them: a word, its beginning, two in either order, without accents', async () => {
    const source = random('search properties');
    const crowd = Array.from({ length: 120 }, () => person(source, '2026-11-22'));
    const ids: string[] = [];
    for (const { name: { latin, native }, born, female } of crowd) {
      const names = [{ use: 'official' as const, ...latin }, ...(native === null ? [] : [{ use: 'usual' as const, ...native }])];
      const { body } = await desk.call(contract.register, { names, birth_date: born, sex: female ? 'female' : 'male' });
      ids.push(body['id']);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: crowd.length - 1 }), fc.boolean(), fc.nat(), fc.nat(), fc.nat(), async (who, nativeScript, one, other, cut) => {
        const one_person = crowd[who];
        if (one_person === undefined) return;
        const written = (nativeScript ? one_person.name.native : null) ?? one_person.name.latin;
        const words = nameWords([...written.given, written.family ?? ''].join(' '));
        const [a = '', b = ''] = [words[one % words.length], words[other % words.length]];
        const plain = a.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
        const begun = [...b].slice(0, 1 + (cut % [...b].length)).join('');
        const born = one_person.born;
        for (const q of [`${plain} ${born}`, `${begun} ${a} ${born}`, `${a} ${b} ${born.slice(0, 4)}`, `${b} ${a} ${born}`]) {
          const { body } = await desk.call<{ patients: PatientFound[] }>(contract.search, { q, limit: 50 });
          expect(body.patients.map(({ id }) => id), q).toContain(ids[who]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the search keys', () => {
  const keys = () => hospital.asSuperuser<{ key: string }>('select key, patient_id, main, born, restricted from patients.search_name order by 1, 2');

  it('are the same when they are made anew, and words that nobody is called any more are forgotten', async () => {
    const before = await keys();
    const known = `select from patients.search_word where word = 'featherstone'`;
    expect(await hospital.asSuperuser(known)).toHaveLength(1);
    await hospital.asSuperuser('select patients.rebuild_search()');
    expect(await keys()).toEqual(before);
    expect(await hospital.asSuperuser(known)).toHaveLength(0);
    expect(await first('okafro')).toBe('OKAFOR, Amina Chidinma: spelt_like');
  });

  it('do not make two registrations of one new name wait for each other', async () => {
    const clients = [await hospital.database.dedicated(), await hospital.database.dedicated()];
    try {
      for (const client of clients) {
        await client.query(`set statement_timeout = '10s'; begin; select set_config('openward.scope', 'staff', true)`);
        const { rows } = await client.query<{ id: string }>(`insert into patients.patient (display_name, sort_name) values ('X', 'x') returning id`);
        await client.query(`insert into patients.name (patient_id, position, family) values ($1, 0, 'Wintersgill')`, [rows[0]?.id]);
      }
      for (const client of clients) await client.query('commit');
    } finally {
      for (const client of clients) await client.end();
    }
    expect(await find('wintersgill')).toHaveLength(2);
  });
});
