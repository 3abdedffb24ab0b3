import { CheckField, ChoiceField, FieldGrid, MultiChoiceField, NoteField, TextField, useWords } from '@openward/platform/ui';
import { channelWords, choicesOf, consentWords } from '../choices.ts';

/** Whether and how the hospital may get in touch; it may keep somebody safe. */
export function ContactRuleFields() {
  const t = useWords();
  return (
    <FieldGrid>
      <ChoiceField path="contact_rule.consent" label={t('Contact')} span={4} choices={choicesOf(consentWords, t)} />
      <MultiChoiceField path="contact_rule.channels" label={t('Only by')} span={8} choices={choicesOf(channelWords, t)} />
      <CheckField path="contact_rule.may_leave_message" label={t('A message may be left with whoever answers')} />
      <TextField path="contact_rule.hours_from" label={t('Not before')} description="08:00" span={3} />
      <TextField path="contact_rule.hours_to" label={t('Not after')} description="20:00" span={3} />
      <TextField path="contact_rule.alternative_name" label={t('Speak to instead')} span={3} />
      <TextField path="contact_rule.alternative_phone" label={t('Their telephone')} span={3} inputMode="tel" />
      <NoteField path="contact_rule.instruction" label={t('In words')} rows={2} />
    </FieldGrid>
  );
}
