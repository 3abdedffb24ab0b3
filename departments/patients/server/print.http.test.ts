import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { groupHospitalNumber, patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
});
afterAll(() => hospital.close());

const registered = async (input: object): Promise<Answer['body']> => {
  const { status, body } = await desk.call(patientsContract.register, input);
  if (status === 201) return body;
  // The tests print the same names on each stock.
  return registered({ ...input, duplicates_reviewed: body['candidates'].map((each: Answer['body']) => each['patient_id']) });
};
const raw = (url: string, client = desk) =>
  hospital.fastify.inject({ method: 'GET', url: `/api${url}`, headers: { cookie: `openward=${client.session_token}`, 'x-openward': '1' } });

describe.each(['label', 'wristband'])('a printed %s', (kind) => {
  it('is a page of the size of the stock, with the identity and a barcode, in any script', async () => {
    const { id, hospital_number } = await registered({ names: [{ family: 'Ó <b>', given: ['محمد'] }], birth_date: '1984-03', sex: 'male' });
    const page = await raw(`/patients/${id}/${kind}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain(`<bdi dir="auto">Ó &lt;B&gt;, محمد</bdi>`);
    expect(page.body).toContain('Born Mar-1984');
    expect(page.body).toContain(groupHospitalNumber(hospital_number));
    expect(page.body).toContain('<svg');
    expect(page.body).toMatch(/@page \{ size: \d+mm \d+mm/);
    const events = await hospital.asSuperuser('select name, detail from audit.event where patient_id = $1 and name like $2', [id, '%print']);
    expect(events).toEqual([{ name: `patients.${kind}.print`, detail: { format: 'html' } }]);
  });

  it('is a PDF too, for names that its font can write', async () => {
    const { id, hospital_number } = await registered({ names: [{ family: 'Müller-Łukasz', given: ['Ștefan'] }] });
    const pdf = await raw(`/patients/${id}/${kind}?format=pdf`);
    expect(pdf.statusCode).toBe(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toContain(hospital_number);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    const arabic = await registered({ names: [{ text: 'محمد علي' }] });
    const refused = await raw(`/patients/${arabic['id']}/${kind}?format=pdf`);
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'patients.script_not_in_pdf' }]);
  });

  it('never cuts a long name, and stays one page', async () => {
    const given = Array.from({ length: 6 }, (_each, index) => `Wolfeschlegelstein${index}`);
    const { id } = await registered({ names: [{ family: 'Hausenbergerdorff', given }] });
    const page = await raw(`/patients/${id}/${kind}`);
    for (const name of given) expect(page.body).toContain(name);
    const pdf = await raw(`/patients/${id}/${kind}?format=pdf`);
    expect(pdf.rawPayload.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('is for those who may print, and nobody prints a patient who is not there', async () => {
    const { id } = await registered({ names: [{ family: crypto.randomUUID() }] });
    const cashier = await hospital.signIn('cashier');
    expect((await raw(`/patients/${id}/${kind}`, cashier)).statusCode).toBe(403);
    expect((await raw(`/patients/${crypto.randomUUID()}/${kind}`)).statusCode).toBe(404);
    expect((await raw(`/patients/${id}/${kind}?format=docx`)).statusCode).toBe(400);
  });
});

describe('a hospital that is none', () => {
  it('marks its prints', async () => {
    await hospital.asSuperuser(`insert into platform.installation (mode, hospital_name) values ('demo', 'Demo')`);
    const { id } = await registered({ names: [{ family: crypto.randomUUID() }] });
    expect((await raw(`/patients/${id}/label`)).body).toContain('>DEMO<');
    expect((await raw(`/patients/${id}/wristband?format=pdf`)).statusCode).toBe(200);
  });
});
