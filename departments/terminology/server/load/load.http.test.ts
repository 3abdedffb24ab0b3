import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { searchCodes } from '../codes/search.sql.ts';
import { findConcept, mapsOf, type Concept } from '../codes/lookup.sql.ts';
import { routes } from '../mount.ts';
import { loadCodes, type LoadReport } from './load.ts';
import { codeSources, ownList } from './sources/index.ts';
import type { CodeSource } from './loaded-code.ts';

let hospital: TestHospital;
let folder: string;

beforeAll(async () => { hospital = await openHospital({ terminology: routes }); });
afterAll(() => hospital.close());
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'openward-codes-')); });

function file(name: string, lines: readonly string[]): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, `${lines.join('\r\n')}\r\n`);
  return place;
}
const load = (format: string | CodeSource, place: string, version?: string): Promise<LoadReport> =>
  loadCodes(hospital.owner, typeof format === 'string' ? codeSources[format]! : format, place, { signal: new AbortController().signal, version });
const concept = async (system: string, code: string): Promise<Concept | undefined> =>
  hospital.database.transaction({ scope: 'staff' }, (tx) => findConcept(tx, system, code));
const found = (kind: Parameters<typeof searchCodes>[1], query: string) =>
  hospital.database.transaction({ scope: 'staff' }, async (tx) => (await searchCodes(tx, kind, query, 20)).map(({ code }) => code));

describe('loading codes', () => {
  it('takes ICD-10-CM, and keeps readable what a later release has withdrawn', async () => {
    const row = (code: string, billable: string, text: string) => `00001 ${code.padEnd(7)} ${billable} ${text.slice(0, 60).padEnd(60)} ${text}`;
    const place = file('icd10cm-order-2025.txt', [row('E11', '0', 'Type 2 diabetes mellitus'), row('E119', '1', 'Type 2 diabetes mellitus without complications'), row('Q999', '1', 'Chromosomal abnormality, unspecified'), row('I10', '1', 'Essential (primary) hypertension')]);
    const system = 'http://hl7.org/fhir/sid/icd-10-cm';
    const first = await load('icd-10-cm', place);
    expect(first).toMatchObject({ system, version: '2025', codes: 4, added: 2, known: false });
    expect(first.retired).toBeGreaterThan(100);
    expect(await concept(system, 'E11.9')).toMatchObject({ parents: ['E11'], active: true, release: '2025', terms: expect.arrayContaining(['sugar']) });
    expect(await found('problem', 'chromosomal')).toEqual(['Q99.9']);
    expect(await found('problem', 'asthma')).toEqual([]);
    expect(await concept(system, 'J45.909')).toMatchObject({ active: false, display: 'Unspecified asthma, uncomplicated' });

    expect(await load('icd-10-cm', place)).toMatchObject({ codes: 4, added: 0, changed: 0, retired: 0, known: true });
    const next = file('icd10cm-order-2026.txt', [row('E11', '0', 'Type 2 diabetes mellitus'), row('E119', '1', 'Type 2 diabetes, uncomplicated'), row('I10', '1', 'Essential (primary) hypertension')]);
    expect(await load('icd-10-cm', next)).toMatchObject({ version: '2026', codes: 3, added: 0, changed: 1, retired: 1 });
    expect(await concept(system, 'Q99.9')).toMatchObject({ active: false, release: '2025' });
    expect(await concept(system, 'E11.9')).toMatchObject({ display: 'Type 2 diabetes, uncomplicated', release: '2026' });
    const releases = await hospital.asSuperuser(`select version from terminology.release r join terminology.code_system s on s.id = r.system_id where s.url = $1 order by loaded_at`, [system]);
    expect(releases.map(({ version }) => version)).toEqual(['starter', '2025', '2026']);
  });

  it('takes LOINC, out of the archive of a release', async () => {
    const csv = '"LOINC_NUM","COMPONENT","SYSTEM","CLASS","STATUS","CLASSTYPE","SHORTNAME","RELATEDNAMES2","EXAMPLE_UCUM_UNITS","COMMON_TEST_RANK","LONG_COMMON_NAME"\r\n'
      + '"718-7","Hemoglobin","Bld","HEM/BC","ACTIVE","1","Hgb Bld-mCnc","HGB; Haemoglobin","g/dL","1","Hemoglobin [Mass/volume] in Blood"\r\n'
      + '"99999-1","A ""quoted"", odd\nname","Ser","CHEM","DEPRECATED","1","","","","0","Old, withdrawn test"\r\n'
      + '"88888-2","Survey","^Patient","SURVEY","ACTIVE","4","","","","0","A survey"\r\n';
    const place = path.join(folder, 'Loinc_2.80.zip');
    writeFileSync(place, zipOf('LoincTable/Loinc.csv', Buffer.from(csv)));
    expect(await load('loinc', place)).toMatchObject({ version: '2.80', codes: 3 });
    expect(await concept('http://loinc.org', '718-7')).toMatchObject({ properties: { unit: 'g/dL', class: 'HEM/BC' }, terms: expect.arrayContaining(['HGB', 'Hb']) });
    expect(await concept('http://loinc.org', '99999-1')).toMatchObject({ active: false, properties: { component: 'A "quoted", odd\nname' } });
    expect(await concept('http://loinc.org', '88888-2')).toMatchObject({ kinds: [] });
  });

  it('takes RxNorm, with what ATC says of an ingredient', async () => {
    const atom = (rxcui: string, sab: string, tty: string, code: string, text: string, suppress = 'N') => `${rxcui}|ENG||||||1||||${sab}|${tty}|${code}|${text}||${suppress}|4096|`;
    file('RxNorm_full_03022026/rrf/RXNCONSO.RRF', [
      atom('723', 'ATC', 'IN', 'J01CA04', 'amoxicillin'), atom('723', 'RXNORM', 'IN', '723', 'amoxicillin'), atom('723', 'RXNORM', 'SY', '723', 'amoxycillin'),
      atom('308191', 'RXNORM', 'PSN', '308191', 'amoxicillin 500 MG Oral Capsule'), atom('308191', 'RXNORM', 'SCD', '308191', 'amoxicillin 500 MG Oral Capsule'),
      atom('99', 'RXNORM', 'SCD', '99', 'a withdrawn thing', 'O'),
    ]);
    expect(await load('rxnorm', path.join(folder, 'RxNorm_full_03022026'))).toMatchObject({ version: '20260302', codes: 3 });
    expect(await found('medicine', 'amoxycil')).toContain('723');
    const maps = await hospital.database.transaction({ scope: 'staff' }, (tx) => mapsOf(tx, 'http://www.whocc.no/atc', 'J01CA04'));
    expect(maps).toEqual([{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '723', equivalence: 'equivalent' }]);
  });

  it('takes CVX, between bars and as XML', async () => {
    const bars = file('cvx-20260101.txt', ['03 |MMR|measles, mumps and rubella virus vaccine||Active|False|2020/06/02', '18 |rabies, intramuscular|rabies vaccine||Inactive|False|2020/06/02']);
    expect(await load('cvx', bars)).toMatchObject({ version: '20260101', codes: 2 });
    expect(await concept('http://hl7.org/fhir/sid/cvx', '18')).toMatchObject({ active: false });
    const xml = file('cvx-20260201.xml', ['<VaccineCodes>', '<CVXInfo><ShortDescription>MMR &amp; more</ShortDescription>', '<FullVaccinename>measles</FullVaccinename><CVXCode>3 </CVXCode><Status>Active</Status></CVXInfo>', '</VaccineCodes>']);
    expect(await load('cvx', xml)).toMatchObject({ codes: 1, changed: 1, retired: 0 });
    expect(await concept('http://hl7.org/fhir/sid/cvx', '03')).toMatchObject({ display: 'MMR & more' });
  });

  it('takes SNOMED CT: names, what is wider, and what is no longer in force', async () => {
    const from = 'Snapshot/Terminology';
    const stamp = 'INT_20260301.txt';
    file(`${from}/sct2_Concept_Snapshot_${stamp}`, ['id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId', ...['195967001\t\t1', '50043002\t\t1', '111111111\t\t0'].map((each) => `${each}\tm\td`)]);
    const said = (id: string, of: string, type: string, term: string) => `${id}\t\t1\tm\t${of}\ten\t${type}\t${term}\tc`;
    const [fsn, synonym] = ['900000000000003001', '900000000000013009'];
    file(`${from}/sct2_Description_Snapshot-en_${stamp}`, ['id\t…', said('1', '195967001', fsn, 'Asthma (disorder)'), said('2', '195967001', synonym, 'Bronchial asthma'), said('3', '195967001', synonym, 'Asthma'), said('4', '50043002', fsn, 'Disorder of respiratory system (disorder)'), said('5', '111111111', fsn, 'Something gone (disorder)')]);
    file(`${from}/sct2_Relationship_Snapshot_${stamp}`, ['id\t…', 'r\t\t1\tm\t195967001\t50043002\t0\t116680003\tc\tm', 'r\t\t1\tm\t195967001\t111111111\t0\t363698007\tc\tm']);
    file(`Snapshot/Refset/Language/der2_cRefset_LanguageSnapshot-en_${stamp}`, ['id\t…', 'x\t\t1\tm\t900000000000509007\t3\t900000000000548007', 'x\t\t1\tm\t900000000000509007\t2\t900000000000549004']);
    expect(await load('snomed-rf2', folder)).toMatchObject({ version: '20260301', codes: 3 });
    expect(await concept('http://snomed.info/sct', '195967001')).toMatchObject({ display: 'Asthma', kinds: expect.arrayContaining(['problem']), parents: ['50043002'], properties: { tag: 'disorder' } });
    expect(await concept('http://snomed.info/sct', '111111111')).toMatchObject({ active: false });
    expect(await found('problem', 'bronchial')).toEqual(['195967001']);
  });

  it('takes the Global Patient Set and lists of one’s own without withdrawing what they do not hold', async () => {
    const gps = file('SnomedCT_GPS_20260331.txt', ['conceptId\tactive\tFSN', '22298006\t1\tMyocardial infarction (disorder)']);
    expect(await load('snomed-gps', gps)).toMatchObject({ codes: 1, added: 1, retired: 0 });
    const own = file('reasons.csv', ['code,display,terms,common', 'dressing,"Dressing, changed",bandage;plaster,90']);
    const list = ownList('https://hospital.example/codes', 'visit_reason');
    expect(await load(list, own, '1')).toMatchObject({ codes: 1, added: 1, retired: 0 });
    expect((await found('visit_reason', 'banda'))[0]).toBe('dressing');
  });

  it('takes ICD-11 and ATC', async () => {
    const icd11 = file('SimpleTabulation-ICD-11-MMS-en.txt', ['"Foundation URI"\t"Linearization URI"\t"Code"\t"BlockId"\t"Title"\t"ClassKind"\t"DepthInKind"\t"Version:2026 Jan 20"', 'u\tl\t\t\tCertain infectious diseases\tchapter\t1', 'u\tl\t1A00\t\t"- - Cholera"\tcategory\t1', 'u\tl\t1A00.1\t\t"- - - Cholera, severe"\tcategory\t2']);
    expect(await load('icd-11', icd11)).toMatchObject({ version: '2026 Jan 20', codes: 2 });
    expect(await concept('http://id.who.int/icd/release/11/mms', '1A00.1')).toMatchObject({ display: 'Cholera, severe', parents: ['1A00'] });
    const atc = file('atc-2026.csv', ['ATC code,ATC level name', 'J01C,"BETA-LACTAM ANTIBACTERIALS, PENICILLINS"', 'J01CA04,amoxicillin']);
    expect(await load('atc', atc)).toMatchObject({ version: '2026', codes: 2 });
  });

  it('changes nothing where it cannot go to the end', async () => {
    const before = await hospital.asSuperuser('select count(*)::int as n from terminology.concept');
    await expect(load('cvx', file('cvx-20270101.txt', ['nothing of the sort']))).rejects.toThrow('holds no codes');
    await expect(load('loinc', file('empty.zip', ['PK']))).rejects.toThrow('no zip archive');
    await expect(load('snomed-rf2', folder)).rejects.toThrow('sct2_Concept_Snapshot');
    await expect(load('cvx', path.join(folder, 'nowhere'))).rejects.toThrow('There is no');
    await expect(load('cvx', file('cvx.txt', ['03|MMR|MMR||Active']))).rejects.toThrow('--release');
    const stopped = loadCodes(hospital.owner, codeSources['cvx']!, file('cvx-20270102.txt', ['03|MMR|MMR||Active']), { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(await hospital.asSuperuser('select count(*)::int as n from terminology.concept')).toEqual(before);
  });
});

/** An archive of one file, as a packer makes it. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(content.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, Buffer.from(name), packed]);
  const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
