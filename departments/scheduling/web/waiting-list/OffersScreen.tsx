import { IconPhone } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, Card, clinicalDay, clinicalTime, EmptyState, groupNumber, Mark, Page, useLive, useWords, Value } from '@openward/platform/ui';
import type { OfferToCall } from '../../contract/index.ts';
import { schedulingQueries } from '../client.ts';
import { AnswerButtons } from './AnswerButtons.tsx';
import { WaitingTabs } from './WaitingTabs.tsx';

/** What is offered now, and whom to call about it: what runs out first stands above. */
export default function OffersScreen() {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery(schedulingQueries.offers.queryOptions({ input: {} }));
  useLive('waiting-list', () => void client.invalidateQueries({ queryKey: schedulingQueries.offers.key() }));
  return (
    <Page title={t('Offers to call about')} note={<WaitingTabs at="/waiting-list/offers" />} width="reading">
      <Answer of={found}>
        {({ offers }) => (offers.length === 0
          ? <EmptyState title={t('Nothing is offered now')} icon={<IconPhone size={22} />}>{t('When a place opens, it is offered to whoever is due first and whom it fits.')}</EmptyState>
          : offers.map((offer) => <OfferCard key={offer.id} offer={offer} />))}
      </Answer>
    </Page>
  );
}

function OfferCard({ offer }: { offer: OfferToCall }) {
  const t = useWords();
  return (
    <Card title={offer.patient_name} note={<Value script="latin">{groupNumber(offer.hospital_number)}</Value>}>
      <p>
        <Link to={`/patients/${offer.patient_id}/appointments` as string}><Value script="latin">{`${clinicalDay(offer.wall_clock.slice(0, 10))} ${offer.wall_clock.slice(11, 16)}`}</Value></Link>
        {' '}<Value>{offer.visit_type_name}</Value> · <Value>{offer.names.join(', ')}</Value> · {t('kept until')} <Value script="latin">{clinicalTime(offer.hold_until)}</Value>
      </p>
      {offer.may_call
        ? <p>{offer.phone === null ? <span className="quiet">{t('No mobile telephone is registered')}</span> : <a href={`tel:${offer.phone}`} dir="ltr">{offer.phone}</a>}{offer.hours !== null && <> · <Value script="latin">{`${offer.hours.from}–${offer.hours.to}`}</Value></>}</p>
        : <p><Mark tone="caution">{t('Do not call this patient')}</Mark></p>}
      {!offer.may_leave_message && <p><Mark tone="caution">{t('Say nothing to whoever else answers')}</Mark></p>}
      {offer.speak_to_another && <p><Mark tone="caution">{t('Speak to the person whom the registration names instead')}</Mark></p>}
      {offer.instruction !== null && <p><Mark tone="caution"><Value>{offer.instruction}</Value></Mark></p>}
      <AnswerButtons offer={offer} />
    </Card>
  );
}
