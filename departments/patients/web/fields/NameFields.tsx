import { ChoiceField, FieldGrid, MoreFields, Rows, TextField, useWords } from '@openward/platform/ui';
import { choicesOf, nameUseWords } from '../choices.ts';
import { blankName } from '../register/values.ts';
import classes from './fields.module.css';

const scripts = ['Latn', 'Arab', 'Cyrl', 'Deva', 'Beng', 'Hans', 'Hant', 'Jpan', 'Kore', 'Thai', 'Ethi', 'Hebr', 'Grek'];

/** The names of a person: the first is the official one; others are former names, other scripts, what they are called. */
export function NameFields() {
  const t = useWords();
  return (
    <Rows path="names" addLabel={t('Add another name')} removeLabel={t('Remove the name')} blank={() => ({ ...blankName('usual') })}>
      {(path) => (
        <div className={classes.stack}>
          <FieldGrid>
            <TextField path={`${path}.prefix`} label={t('Title')} span={2} />
            <TextField path={`${path}.given`} label={t('Given names')} span={5} />
            <TextField path={`${path}.family`} label={t('Family name')} span={5} />
          </FieldGrid>
          <MoreFields label={t('More about this name')} paths={[`${path}.suffix`, `${path}.script`, `${path}.text`]}>
            <FieldGrid>
              <ChoiceField path={`${path}.use`} label={t('Kind of name')} span={3} choices={choicesOf(nameUseWords, t)} blank={t('Not said')} />
              <ChoiceField
                path={`${path}.script`}
                label={t('Script')}
                span={2}
                choices={scripts.map((script) => ({ value: script, label: scriptName(script) }))}
                blank={t('Not said')}
              />
              <TextField path={`${path}.suffix`} label={t('After the name')} span={2} />
              <TextField path={`${path}.text`} label={t('Whole name, where the parts do not say it')} span={5} />
            </FieldGrid>
          </MoreFields>
        </div>
      )}
    </Rows>
  );
}

function scriptName(script: string): string {
  return new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'script' }).of(script) ?? script;
}
