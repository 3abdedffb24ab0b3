import { openDatabase } from '@openward/platform/db';
import { putMany } from '@openward/records/api';
import type { BenchHospital } from './hospital.ts';

interface Filled {
  id: string;
  hospital_number: string;
  number_system: string;
  birth_date: string | null;
  sex: string;
  restricted: boolean;
  names: { use: string; family: string | null; given: string[] }[];
}

const missing = `
  select p.id, p.hospital_number, 'urn:openward:bench:number' as number_system, p.birth_date, p.sex, p.restricted,
    (select json_agg(json_build_object('use', n.use, 'family', n.family, 'given', n.given) order by n.position) from patients.name n where n.patient_id = p.id) as names
  from patients.patient p
  where p.id > $1 and not exists (select from records.resource r where r.type = 'Patient' and r.id = p.id::text)
  order by p.id limit 1000`;

/** Gives those who were filled in by rows alone their FHIR resource, as everybody has whom the hospital registers. */
export async function giveResources(hospital: BenchHospital): Promise<void> {
  await hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { host, port, user, database, password } = client;
    const direct = openDatabase({ host, port, user: user ?? '', database: database ?? '', password: String(password) }, { connections: 1 });
    try {
      for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
        const { rows } = await client.query<Filled>(missing, [after]);
        if (rows.length === 0) break;
        await client.query(
          'insert into records.compartment (patient_id, restricted) select * from unnest($1::uuid[], $2::boolean[]) on conflict do nothing',
          [rows.map(({ id }) => id), rows.map(({ restricted }) => restricted)]);
        await direct.transaction({ scope: 'system' }, (tx) => putMany(tx, rows.map((row) => ({ resource: resourceOf(row), patient_id: row.id, source: 'bench' }))));
        after = rows.at(-1)!.id;
      }
      await client.query('vacuum (analyze) records.resource');
    } finally {
      await direct.close();
    }
  });
}

const resourceOf = ({ id, hospital_number, number_system, birth_date, sex, names }: Filled): object => ({
  resourceType: 'Patient', id, active: true,
  identifier: [{ use: 'official', system: number_system, value: hospital_number }],
  name: names.map(({ use, family, given }) => ({ use, ...(family !== null && { family }), ...(given.length > 0 && { given }) })),
  gender: sex, ...(birth_date !== null && { birthDate: birth_date }),
});
