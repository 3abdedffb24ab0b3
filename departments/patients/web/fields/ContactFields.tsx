import { ChoiceField, FieldGrid, NoteField, Rows, TextField, useWords } from '@openward/platform/ui';
import { addressUseWords, choicesOf, telecomUseWords, telecomWords } from '../choices.ts';
import { blankAddress, blankTelecom } from '../register/values.ts';

/** How to reach the person. */
export function TelecomFields() {
  const t = useWords();
  return (
    <Rows path="telecoms" addLabel={t('Add a number or e-mail')} removeLabel={t('Remove the number or e-mail')} blank={blankTelecom}>
      {(path) => (
        <FieldGrid>
          <ChoiceField path={`${path}.system`} label={t('Kind')} span={3} choices={choicesOf(telecomWords, t)} />
          <TextField path={`${path}.value`} label={t('Number or address')} span={6} />
          <ChoiceField path={`${path}.use`} label={t('Where')} span={3} choices={choicesOf(telecomUseWords, t)} blank={t('Not said')} />
        </FieldGrid>
      )}
    </Rows>
  );
}

export function AddressFields() {
  const t = useWords();
  return (
    <Rows path="addresses" addLabel={t('Add an address')} removeLabel={t('Remove the address')} blank={blankAddress}>
      {(path) => (
        <FieldGrid>
          <NoteField path={`${path}.lines`} label={t('House, street')} span={6} rows={2} />
          <ChoiceField path={`${path}.use`} label={t('Kind of address')} span={3} choices={choicesOf(addressUseWords, t)} blank={t('Not said')} />
          <TextField path={`${path}.postal_code`} label={t('Postal code')} span={3} />
          <TextField path={`${path}.city`} label={t('Town or city')} span={3} />
          <TextField path={`${path}.district`} label={t('District')} span={3} />
          <TextField path={`${path}.state`} label={t('State or region')} span={3} />
          <TextField path={`${path}.country`} label={t('Country')} span={3} />
        </FieldGrid>
      )}
    </Rows>
  );
}
