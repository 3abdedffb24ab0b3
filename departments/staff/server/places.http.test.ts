import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { type Department, type Location, locationKinds, staffContract as contract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let administrator: Client;
let nurse: Client;
let root: Department;

beforeAll(async () => {
  hospital = await openHospital({ staff: routes });
  administrator = await hospital.signIn('administrator');
  nurse = await hospital.signIn('nurse');
  root = await department('HOSP', null, 'hospital');
});
afterAll(() => hospital.close());

async function department(code: string, parent_id: string | null = root.id, kind = 'clinical'): Promise<Department> {
  const { status, body } = await administrator.call<Department>(contract.createDepartment, { code, name: `Department ${code}`, kind, parent_id });
  expect(status).toBe(201);
  return body;
}

async function place(code: string, kind: string, parent_id: string | null, more: object = {}): Promise<Location> {
  const answer = await administrator.call<Location>(contract.createLocation, { code, name: `Place ${code}`, kind, parent_id, ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

const moved = ({ id, version, code, name, kind }: Department, parent_id: string) =>
  administrator.call<Department>(contract.updateDepartment, { department_id: id, version, code, name, kind, parent_id });

describe('places', () => {
  it('shows the way to a bed, and the time that its clocks show', async () => {
    const building = await place('B', 'building', null, { time_zone: 'Africa/Nairobi' });
    const ward = await place('B-W1', 'ward', building.id);
    const bed = await place('B-W1-1', 'bed', ward.id);
    expect(bed.path.map(({ code }) => code)).toEqual(['B', 'B-W1']);
    expect(bed).toMatchObject({ time_zone: null, local_time_zone: 'Africa/Nairobi', children: 0 });
    const read = await nurse.call<Location>(contract.readLocation, { location_id: ward.id });
    expect(read.body).toMatchObject({ children: 1, local_time_zone: 'Africa/Nairobi' });
    const ship = await place('B-SHIP', 'ward', building.id, { time_zone: 'Asia/Tokyo' });
    expect(ship.local_time_zone).toBe('Asia/Tokyo');
  });

  it('keeps the clocks of the hospital where no place says otherwise', async () => {
    await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name, time_zone)
      values ('training', 'Test', 'America/Bogota') on conflict (only_row) do update set time_zone = excluded.time_zone`);
    expect((await place('C', 'building', null)).local_time_zone).toBe('America/Bogota');
  });

  it.each([
    ['a ward in a bed', 'ward', 'bed', 'staff.location_order'],
    ['a room in a room', 'room', 'room', 'staff.location_order'],
    ['a ward in nothing', 'ward', null, 'staff.location_parent'],
    ['a building in a building', 'building', 'building', 'staff.location_parent'],
  ])('refuses %s', async (_what, kind, parent, code) => {
    const building = await place(`R-${kind}-${parent}`.toUpperCase(), 'building', null);
    const parent_id = parent === null ? null : parent === 'building' ? building.id : (await place(`P-${kind}-${parent}`.toUpperCase(), parent, building.id)).id;
    const answer = await administrator.call(contract.createLocation, { code: `X-${kind}-${parent}`, name: 'X', kind, parent_id });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code, errors: [{ field: 'parent_id', code }] });
  });

  it.each(['Mars/Olympus', 'UTC+3', 'africa/nairobi; drop'])('refuses the time zone %s', async (time_zone) => {
    const answer = await administrator.call(contract.createLocation, { code: 'Z1', name: 'Z', kind: 'building', parent_id: null, time_zone });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ field: 'time_zone' }]);
  });

  it('gives a code once', async () => {
    await place('ONCE', 'building', null);
    const again = await administrator.call(contract.createLocation, { code: 'once', name: 'Again', kind: 'building', parent_id: null });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'staff.code_taken', errors: [{ field: 'code' }] });
  });

  it('lists one level of the tree, page by page, each place once', async () => {
    const building = await place('LIST', 'building', null);
    for (let at = 1; at <= 7; at += 1) await place(`LIST-${at}`, 'ward', building.id);
    const codes: string[] = [];
    let after: string | undefined;
    do {
      const page = await nurse.call(contract.listLocations, { parent_id: building.id, limit: 3, ...(after ? { after } : {}) });
      expect(page.status).toBe(200);
      codes.push(...page.body['locations'].map((each: Location) => each.code));
      after = page.body['next'] ?? undefined;
    } while (after !== undefined);
    expect(codes).toEqual([1, 2, 3, 4, 5, 6, 7].map((at) => `LIST-${at}`));
  });

  it('finds a place by parts of its code and name, in any order and without accents', async () => {
    const building = await place('FIND', 'building', null);
    await administrator.call(contract.createLocation, { code: 'FIND-7', name: 'Sala de Pediatría', kind: 'ward', parent_id: building.id });
    const found = await nurse.call(contract.listLocations, { query: 'pediatria sala find' });
    expect(found.body['locations'].map((each: Location) => each.code)).toEqual(['FIND-7']);
  });

  it('keeps a nurse from changing places, and a patient’s account from seeing any', async () => {
    expect((await nurse.call(contract.createLocation, { code: 'N', name: 'N', kind: 'building', parent_id: null })).status).toBe(403);
    const seen = await hospital.database.transaction({ scope: 'patient', patient: root.id }, (tx) =>
      tx.selectFrom('staff.location').selectAll().execute());
    expect(seen).toEqual([]);
  });

  it('gives each place its FHIR face, with its history', async () => {
    const building = await place('FHIR', 'building', null, { time_zone: 'Europe/Paris' });
    await administrator.call(contract.updateLocation, { location_id: building.id, version: 1, code: 'FHIR', name: 'Renamed', kind: 'building', parent_id: null });
    const rows = await hospital.asSuperuser<{ body: string }>(
      `select body::text from records.resource where type = 'Location' and id = $1`, [building.id]);
    expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({
      resourceType: 'Location', id: building.id, name: 'Renamed', status: 'active', physicalType: { coding: [{ code: 'bu' }] },
    });
  });
});

describe('trees', () => {
  it('refuse exactly those moves that would put a department into itself', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 4, maxLength: 12 }),
        async (moves) => {
          run += 1;
          const made: Department[] = [];
          for (let at = 0; at < 5; at += 1) made.push(await department(`T${run}-${at}`));
          const parents = made.map((): number | null => null);
          const wouldClose = (child: number, parent: number | null): boolean =>
            parent !== null && (parent === child || wouldClose(child, parents[parent] ?? null));
          for (const [child, parent] of moves) {
            const answer = await moved(made[child]!, made[parent]!.id);
            if (wouldClose(child, parent)) {
              expect(answer.status).toBe(422);
              expect(answer.body).toMatchObject({ code: 'staff.department_cycle' });
            } else {
              expect(answer.status).toBe(200);
              made[child] = answer.body;
              parents[child] = parent;
            }
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  it('stay trees whatever places are moved into whatever others', async () => {
    const building = await place('TREE', 'building', null);
    const made: Location[] = [building];
    for (const kind of locationKinds.slice(1)) {
      made.push(await place(`TREE-${kind}-1`, kind, building.id), await place(`TREE-${kind}-2`, kind, building.id));
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(made.length - 1), fc.nat(made.length - 1), fc.constantFrom(...locationKinds), async (at, parent, kind) => {
        const { id, code, name } = made[at]!;
        const { version } = (await nurse.call<Location>(contract.readLocation, { location_id: id })).body;
        const parent_id = kind === 'building' ? null : made[parent]!.id;
        const answer = await administrator.call(contract.updateLocation, { location_id: id, version, code, name, kind, parent_id });
        expect([200, 422]).toContain(answer.status);
        const wrong = await hospital.asSuperuser(`select from staff.location child join staff.location parent on parent.id = child.parent_id
          where staff.location_rank(parent.kind) >= staff.location_rank(child.kind)`);
        expect(wrong).toEqual([]);
        expect((await nurse.call<Location>(contract.readLocation, { location_id: id })).body.path.map((step) => step.id)).not.toContain(id);
      }),
      { numRuns: 30 },
    );
  });

  it('refuse one of two moves that only together would close a ring', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await department(`RING-${round}-A`), await department(`RING-${round}-B`)];
      const answers = await Promise.all([moved(one, two.id), moved(two, one.id)]);
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422]);
    }
  });
});

describe('two people who save the same department', () => {
  it('both keep what they typed: the second is shown who changed what', async () => {
    const { id } = await department('RACE');
    const change = (client: Client, name: string) =>
      client.call(contract.updateDepartment, { department_id: id, version: 1, code: 'RACE', name, kind: 'clinical', parent_id: root.id });
    const other = await hospital.signIn('administrator');
    const answers = await Promise.all([change(administrator, 'One'), change(other, 'Two')]);
    const won = answers.find(({ status }) => status === 200);
    const lost = answers.find(({ status }) => status === 409);
    expect(won?.body).toMatchObject({ version: 2 });
    expect(lost?.body).toMatchObject({
      code: 'staff.changed',
      errors: [{ field: 'version' }],
      changed_by: expect.stringMatching(/^administrator\./),
      current: { id, version: 2, name: won?.body['name'] },
    });
  });
});
