import { allergies } from '../allergies/allergy.ts';
import { familyHistory } from '../family-history/family-history.ts';
import { immunizations } from '../immunizations/immunization.ts';
import { medicines } from '../medicines/medicine.ts';
import { orders, prescriptions } from '../orders/order.ts';
import { carePlans } from '../care-plan/care-plan.ts';
import { goals } from '../care-plan/goal.ts';
import { flags } from '../flag/flag.ts';
import { problems } from '../problems/problem.ts';
import { procedures } from '../procedures/procedure.ts';
import { socialHistory } from '../social-history/social-history.ts';

/** Every sort of statement that the chart has a form for. */
export const subjects = { problems, allergies, medicines, orders, prescriptions, immunizations, procedures, familyHistory, socialHistory, flags, goals, carePlans };
