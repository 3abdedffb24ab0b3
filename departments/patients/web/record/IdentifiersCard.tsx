import { Button } from '@mantine/core';
import { Card, failureToast, usePermissions, useServerWords, useWords, Value, ServerProblem } from '@openward/platform/ui';
import { useState } from 'react';
import { isSecretKind, type PatientRecord } from '../../contract/index.ts';
import { identifierWords, wordFor } from '../choices.ts';
import { patients } from '../client.ts';
import { Fact, Facts } from './Facts.tsx';

/** Numbers that others gave. A secret one is masked; seeing it in full is an act of its own, and is audited. */
export function IdentifiersCard({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const { identifiers } = patient;
  return (
    <Card title={t('Numbers')}>
      <Facts>
        {identifiers.map(({ id, kind, value, masked, issuer }) => (
          <Fact key={id} label={wordFor(identifierWords, kind, t)} note={issuer}>
            {isSecretKind(kind) ? <SecretNumber patient_id={patient.id} identifier_id={id} masked={masked} /> : <Value script="latin">{value}</Value>}
          </Fact>
        ))}
        {identifiers.length === 0 && <Fact label={t('National identity number')}>{null}</Fact>}
      </Facts>
    </Card>
  );
}

function SecretNumber({ patient_id, identifier_id, masked }: { patient_id: string; identifier_id: string; masked: string | null }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const [shown, setShown] = useState<string | null>(null);
  async function show() {
    try {
      setShown((await patients.readIdentifier({ patient_id, identifier_id })).value);
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This could not be shown'));
    }
  }
  return (
    <>
      <Value script="latin">{shown ?? masked}</Value>{' '}
      {shown === null && may('patients.national_id') && (
        <Button variant="subtle" size="compact-xs" onClick={() => void show()}>
          {t('Show in full')}
        </Button>
      )}
    </>
  );
}
