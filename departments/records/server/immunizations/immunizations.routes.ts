import { serve } from '@openward/platform/http';
import { immunizationsContract } from '../../contract/immunizations.ts';
import { immunizations as subject } from '../../rules/immunizations/immunization.ts';
import { seriesOf } from '../../rules/immunizations/series.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';

const { list, add, change, series } = immunizationsContract.immunizations;

/** Vaccines given and refused. */
export const immunizations = {
  list: serve(list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(add, (input, act) => addStatement(act, subject, input)),
  change: serve(change, (input, act) => changeStatement(act, subject, input)),
  series: serve(series, async ({ patient_id }, act) => {
    const all = await listStatements(act, subject, patient_id);
    return { series: seriesOf(all.map(({ statement }) => statement).filter((each) => each !== null)) };
  }),
};
