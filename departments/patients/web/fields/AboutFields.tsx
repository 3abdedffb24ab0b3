import { ChoiceField, FieldGrid, TextField, useWords } from '@openward/platform/ui';
import { useMemo } from 'react';
import { choicesOf, maritalWords } from '../choices.ts';

const languageCodes = [
  'am', 'ar', 'as', 'bn', 'bg', 'my', 'zh', 'hr', 'cs', 'da', 'nl', 'en', 'et', 'fi', 'fr', 'de', 'el', 'gu', 'ha', 'he', 'hi', 'hu',
  'ig', 'id', 'it', 'ja', 'kn', 'km', 'ko', 'ku', 'lo', 'lv', 'lt', 'ms', 'ml', 'mr', 'ne', 'no', 'om', 'pa', 'fa', 'pl', 'pt', 'ps',
  'ro', 'ru', 'sr', 'si', 'sk', 'sl', 'so', 'es', 'sw', 'sv', 'ta', 'te', 'th', 'ti', 'tr', 'uk', 'ur', 'uz', 'vi', 'wo', 'xh', 'yo', 'zu',
];

/** Language, and what else a hospital asks. */
export function AboutFields() {
  const t = useWords();
  const languages = useMemo(() => {
    const names = new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'language' });
    return languageCodes.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) => a.label.localeCompare(b.label));
  }, []);
  return (
    <FieldGrid>
      <ChoiceField path="language" label={t('Language')} span={4} choices={languages} blank={t('Not asked')} />
      <ChoiceField
        path="interpreter_needed"
        label={t('Interpreter')}
        span={4}
        choices={[
          { value: 'yes', label: t('Needed') },
          { value: 'no', label: t('Not needed') },
        ]}
        blank={t('Not asked')}
      />
      <ChoiceField path="marital_status" label={t('Marital status')} span={4} choices={choicesOf(maritalWords, t)} blank={t('Not asked')} />
      <TextField path="religion" label={t('Religion')} span={4} />
      <TextField path="occupation" label={t('Occupation')} span={4} />
      <TextField path="referrer.name" label={t('Referred by')} span={4} />
      <TextField path="referrer.organisation" label={t('Practice or organisation of the referrer')} span={8} />
      <TextField path="referrer.phone" label={t('Telephone of the referrer')} span={4} inputMode="tel" />
    </FieldGrid>
  );
}
