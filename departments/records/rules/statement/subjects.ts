import { allergies } from '../allergies/allergy.ts';
import { problems } from '../problems/problem.ts';

/** Every sort of statement that the chart has a form for. */
export const subjects = { problems, allergies };
