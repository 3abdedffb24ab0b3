import type { Questionnaire } from '../question.ts';
import { type Choice, scored, summed } from './make.ts';

const howOften: readonly Choice[] = [
  ['LA6568-5', 'Not at all', 0], ['LA6569-3', 'Several days', 1], ['LA6570-1', 'More than half the days', 2], ['LA6571-9', 'Nearly every day', 3],
];
const free = 'Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.';
const asked = 'Over the last 2 weeks, how often have you been bothered by any of the following problems?';
const all = (choices: readonly Choice[], questions: readonly (readonly [string, string])[]) => questions.map(([code, text], at) => scored(code, text, choices, String(at + 1)));

const phq9 = summed({
  name: 'phq-9', title: 'PHQ-9: depression', code: '44249-1', copyright: free, ask: asked, sum: '44261-6',
  questions: all(howOften, [
    ['44250-9', 'Little interest or pleasure in doing things'],
    ['44255-8', 'Feeling down, depressed, or hopeless'],
    ['44259-0', 'Trouble falling or staying asleep, or sleeping too much'],
    ['44254-1', 'Feeling tired or having little energy'],
    ['44251-7', 'Poor appetite or overeating'],
    ['44258-2', 'Feeling bad about yourself — or that you are a failure or have let yourself or your family down'],
    ['44252-5', 'Trouble concentrating on things, such as reading the newspaper or watching television'],
    ['44253-3', 'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual'],
    ['44260-8', 'Thoughts that you would be better off dead or of hurting yourself in some way'],
  ]),
});

const gad7 = summed({
  name: 'gad-7', title: 'GAD-7: anxiety', code: '69737-5', copyright: free, ask: asked, sum: '70274-6',
  questions: all(howOften, [
    ['69725-0', 'Feeling nervous, anxious or on edge'],
    ['68509-9', 'Not being able to stop or control worrying'],
    ['69733-4', 'Worrying too much about different things'],
    ['69734-2', 'Trouble relaxing'],
    ['69735-9', 'Being so restless that it is hard to sit still'],
    ['69689-8', 'Becoming easily annoyed or irritable'],
    ['69736-7', 'Feeling afraid as if something awful might happen'],
  ]),
});

const auditC = summed({
  name: 'audit-c', title: 'AUDIT-C: alcohol', code: '72109-2',
  copyright: 'The first three questions of the Alcohol Use Disorders Identification Test of the World Health Organization, which is free to use without charge.',
  ask: 'In the past year', sum: '75626-2',
  questions: [
    scored('68518-0', 'How often do you have a drink containing alcohol?', [['LA6270-8', 'Never', 0], ['LA18926-8', 'Monthly or less', 1], ['LA18927-6', '2–4 times a month', 2], ['LA18928-4', '2–3 times a week', 3], ['LA18929-2', '4 or more times a week', 4]], '1'),
    scored('68519-8', 'How many standard drinks containing alcohol do you have on a typical day?', [['LA15694-5', '1 or 2', 0], ['LA15695-2', '3 or 4', 1], ['LA18930-0', '5 or 6', 2], ['LA18931-8', '7 to 9', 3], ['LA18932-6', '10 or more', 4]], '2'),
    scored('68520-6', 'How often do you have six or more drinks on one occasion?', [['LA6270-8', 'Never', 0], ['LA18933-4', 'Less than monthly', 1], ['LA18876-5', 'Monthly', 2], ['LA18891-4', 'Weekly', 3], ['LA18934-2', 'Daily or almost daily', 4]], '3'),
  ],
});

/** The questionnaires that come with OpenWard; all may be used freely. */
export const shippedQuestionnaires: readonly Questionnaire[] = [phq9, gad7, auditC];

/** The one of this address, whichever version is named. */
export function questionnaireOf(url: string): Questionnaire | undefined {
  return shippedQuestionnaires.find((each) => each.url === url.split('|')[0]);
}
