import { useWords, type BannerDetail, type BannerPatient } from '@openward/platform/ui';
import type { PatientRecord } from '../../contract/index.ts';
import { telecomUseWords, telecomWords, wordFor } from '../choices.ts';
import { addressText, languageName } from '../record/texts.ts';

/** What the banner says, out of a registration. */
export function bannerOf(patient: PatientRecord): BannerPatient {
  const { names, photo } = patient;
  const nickname = names.find(({ use }) => use === 'nickname');
  return {
    id: patient.id,
    display_name: patient.display_name,
    preferred_name: nickname === undefined ? null : (nickname.text ?? [...nickname.given, nickname.family].filter(Boolean).join(' ')),
    birth_date: patient.birth_date,
    birth_date_estimated: patient.birth_date_estimated,
    sex: patient.sex,
    hospital_number: patient.hospital_number,
    unknown: patient.unknown,
    deceased: patient.deceased,
    deceased_date: patient.deceased_date,
    restricted: patient.restricted,
    photo_url: photo === null ? null : `/api/patients/${patient.id}/photo?photo_id=${photo.id}`,
  };
}

/** What stands behind “Details”: how to reach the person, and what helps to talk with them. */
export function useBannerDetails(): (patient: PatientRecord) => BannerDetail[] {
  const t = useWords();
  return ({ telecoms, addresses, related_people, language, interpreter_needed, identifiers }) => {
    const kin = related_people.find(({ roles }) => roles.includes('next_of_kin'));
    const identifier = identifiers.find(({ kind }) => kind === 'national_id');
    return [
      ...telecoms.slice(0, 3).map(({ system, use, value }) => ({
        label: use === null ? wordFor(telecomWords, system ?? 'other', t) : wordFor(telecomUseWords, use, t),
        value,
      })),
      { label: t('Address'), value: addresses[0] === undefined ? null : addressText(addresses[0]) },
      { label: t('Next of kin'), value: kin === undefined ? null : [kin.name, kin.relationship, kin.phone].filter(Boolean).join(', ') },
      { label: t('Language'), value: language === null ? null : languageName(language) },
      { label: t('Interpreter'), value: interpreter_needed === null ? null : interpreter_needed ? t('Needed') : t('Not needed') },
      { label: t('National identity number'), value: identifier === undefined ? null : (identifier.value ?? identifier.masked) },
    ];
  };
}
