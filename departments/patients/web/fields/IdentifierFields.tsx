import { ChoiceField, FieldGrid, Rows, TextField, useFormAround, useWords } from '@openward/platform/ui';
import { isSecretKind, type IdentifierKind } from '../../contract/index.ts';
import { choicesOf, identifierWords } from '../choices.ts';
import { blankIdentifier } from '../register/values.ts';

/** Numbers that others gave the person. A national number is kept encrypted, and is not shown again in full here. */
export function IdentifierFields({ masked }: { masked: ReadonlyMap<string, string> }) {
  const t = useWords();
  const { form } = useFormAround();
  return (
    <Rows path="identifiers" addLabel={t('Add a number')} removeLabel={t('Remove the number')} blank={blankIdentifier}>
      {(path, index) => {
        const row = (form.getValues()['identifiers'] as { id?: string; kind: IdentifierKind }[])[index];
        const kept = row?.id !== undefined && isSecretKind(row.kind) ? masked.get(row.id) : undefined;
        return (
          <FieldGrid>
            <ChoiceField path={`${path}.kind`} label={t('Kind of number')} span={4} choices={choicesOf(identifierWords, t)} disabled={kept !== undefined} />
            <TextField
              path={`${path}.value`}
              label={t('Number')}
              span={4}
              {...(kept === undefined ? {} : { description: t('Kept: {masked}. Type only to replace it.', { masked: kept }) })}
            />
            <TextField path={`${path}.issuer`} label={t('Given by')} span={4} />
          </FieldGrid>
        );
      }}
    </Rows>
  );
}
