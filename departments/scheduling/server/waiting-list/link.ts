import { languageOf, linksDo, keepAnswer, messagesAre, whenIn, type Language, type LinkPage } from '@openward/messages/api';
import { reachOf } from '@openward/patients/api';
import type { Tx } from '@openward/platform/db';
import { readInstallation } from '@openward/platform/installation';
import { linkWords } from '../../rules/link-words.ts';
import { answerOfferOnce } from './answer.ts';
import { readOffers, type OfferRow } from './offer.sql.ts';

/** Who answers by a link: whoever holds it. */
const author = { account_id: null, name: 'Patient, by a link' };
const purpose = 'o';

const stands = (offer: OfferRow): boolean => offer.state === 'open' && Date.parse(offer.hold_until) > Date.now();

messagesAre('offer', async (tx, id) => {
  const [offer] = await readOffers(tx, { ids: [id] });
  if (offer === undefined) return null;
  const { start, zone, visit_type_id, visit_type_name: what } = offer;
  return { version: 0, kinds: stands(offer) ? ['offer'] : [], start, zone, number: '', visit_type_id, what, with: '', place: '', reason: '', link: purpose, calendar: null };
});

const unknown: LinkPage = { language: 'en', title: linkWords.en.outdated, lines: [], acts: [], status: 410 };

/** What the page of an offer shows: a time, and neither its kind nor whom it is with. */
async function pageOf(tx: Tx, offer: OfferRow, language: Language): Promise<LinkPage> {
  const say = linkWords[language];
  const hospital = (await readInstallation(tx))?.hospital_name ?? 'OpenWard';
  const { date, time } = whenIn(language, offer);
  if (offer.state === 'accepted') return { language, title: say.title, lines: [hospital, `${date}, ${time}`, say.yours], acts: [] };
  if (offer.state === 'passed') return { language, title: say.passedOn, lines: [hospital, say.staysOnList], acts: [] };
  if (!stands(offer)) return { language, title: say.offerOver, lines: [hospital, say.staysOnList], acts: [], status: 410 };
  const until = whenIn(language, { ...offer, start: offer.hold_until });
  return {
    language, title: say.offered, lines: [hospital, `${date}, ${time}`, `${say.keptUntil} ${until.date}, ${until.time}`, ...(offer.gives_up_id === null ? [] : [say.givesUp])],
    acts: [{ name: 'accept', label: say.accept, chief: true }, { name: 'pass', label: say.pass }],
  };
}

async function languageFor(tx: Tx, patient_id: string): Promise<Language> {
  return languageOf((await reachOf(tx, patient_id))?.language ?? null);
}

linksDo(purpose, {
  async show(act, link) {
    const [offer] = await readOffers(act.tx, { ids: [link.id] });
    if (offer === undefined) return unknown;
    act.audit.patient(offer.patient_id);
    return pageOf(act.tx, offer, await languageFor(act.tx, offer.patient_id));
  },
  async press(act, link, name) {
    const answer = name === 'accept' ? 'accepted' : name === 'pass' ? 'passed' : null;
    if (answer === null) return null;
    const answered = await answerOfferOnce(act.tx, link.id, answer, author);
    if (answered === undefined) return unknown;
    act.audit.patient(answered.offer.patient_id);
    if (answered.done) {
      await keepAnswer(act.tx, 'offer', link.id, link.version, answer === 'accepted' ? 'accepted' : 'declined');
      act.audit.detail({ answer });
    }
    const language = await languageFor(act.tx, answered.offer.patient_id);
    if (answered.overtaken === true) return { language, title: linkWords[language].offerOver, lines: [linkWords[language].staysOnList], acts: [], status: 410 };
    return pageOf(act.tx, answered.offer, language);
  },
});
