import { elementOf, elementsOf, setMember, textOf, viewOf, type Part } from '@openward/platform/fhir';
import { Immunization, vaccineRoutes, vaccineSites } from '../../contract/immunizations.ts';
import { codePart, conceptPart, datePart, namedPart, notePart, numberOf, textPart, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const hl7 = 'http://terminology.hl7.org/CodeSystem';
const sites: Record<(typeof vaccineSites)[number], { code: string; display: string }> = {
  'left-arm': { code: 'LA', display: 'left arm' }, 'right-arm': { code: 'RA', display: 'right arm' },
  'left-thigh': { code: 'LT', display: 'left thigh' }, 'right-thigh': { code: 'RT', display: 'right thigh' },
};
const routes: Record<(typeof vaccineRoutes)[number], { code: string; display: string }> = {
  intramuscular: { code: 'IM', display: 'Injection, intramuscular' }, subcutaneous: { code: 'SQ', display: 'Injection, subcutaneous' },
  intradermal: { code: 'IDINJ', display: 'Injection, intradermal' }, oral: { code: 'PO', display: 'Swallow, oral' },
  nasal: { code: 'NASINHLC', display: 'Inhalation, nasal' },
};

const protocol: Part<Immunization> = {
  read: (element) => {
    const applied = elementsOf(element['protocolApplied'])[0] ?? {};
    return {
      series: textOf(applied['series']), dose_number: numberOf(applied['doseNumberPositiveInt']), series_doses: numberOf(applied['seriesDosesPositiveInt']),
    };
  },
  write: (element, { series, dose_number, series_doses }) => {
    const [first, ...rest] = elementsOf(element['protocolApplied']);
    const applied = { ...first };
    setMember(applied, 'series', series);
    setMember(applied, 'doseNumberPositiveInt', dose_number);
    setMember(applied, 'seriesDosesPositiveInt', series_doses);
    setMember(element, 'protocolApplied', dose_number === null ? rest : [applied, ...rest]);
  },
};

const dose: Part<Immunization> = {
  read: (element) => {
    const { value, code } = elementOf(element['doseQuantity']);
    return { dose_millilitres: code === 'mL' ? numberOf(value) : null };
  },
  write: (element, { dose_millilitres: value }) =>
    setMember(element, 'doseQuantity', value === null ? null : { value, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' }),
};

const source: Part<Immunization> = {
  read: (element) => ({ primary_source: typeof element['primarySource'] === 'boolean' ? element['primarySource'] : (null as never) }),
  write: (element, fields) => setMember(element, 'primarySource', fields.primary_source),
};

/** Vaccines given and not given: FHIR Immunization. */
export const immunizations: Subject<Immunization> = {
  type: 'Immunization', schema: Immunization, patient: 'patient', visit: 'encounter', recorded: 'recorded', by: 'performer.actor',
  unsaid: { primary_source: true },
  view: viewOf<Immunization>([
    conceptPart('concept', 'vaccineCode'),
    codePart('status', 'status', ['completed', 'not-done']),
    datePart('on', 'occurrence'),
    conceptPart('not_done_reason', 'statusReason'),
    textPart('lot', 'lotNumber'),
    datePart('expires', 'expirationDate', 'start', 'expirationDate'),
    namedPart('manufacturer', 'manufacturer'),
    wordPart('site', 'site', `${hl7}/v3-ActSite`, sites),
    wordPart('route', 'route', `${hl7}/v3-RouteOfAdministration`, routes),
    dose,
    protocol,
    source,
    notePart('note'),
  ]),
};
