import type pg from 'pg';
import type { Kind, Promised } from './acts.ts';

/** What is not as it was promised, in words; empty where all is well. */
export async function findBroken(client: pg.Client, promised: readonly Promised[]): Promise<string[]> {
  const broken: string[] = [];
  const of = (kind: Kind) => promised.filter((each) => each.kind === kind);
  const id = ({ answer }: Promised) => answer['id'] as string;
  for (const { name, text, rows } of [
    {
      name: 'registration', rows: of('registration').map((each) => [each.mark, id(each)]),
      text: `select x.mark, (select count(*) from patients.name n where n.family = x.mark and n.patient_id = x.id::uuid) = 1 and (select count(distinct n.patient_id) from patients.name n where n.family = x.mark) = 1
        and exists (select 1 from patients.version v join patients.patient p on p.id = v.patient_id and p.version = v.version where p.id = x.id::uuid)
        and (select count(*) from audit.event e where e.patient_id = x.id::uuid and e.name = 'patients.patient.create' and e.outcome = 'success') = 1 as well`,
    },
    {
      name: 'booking', rows: of('booking').map((each) => [each.mark, id(each)]),
      text: `select x.mark, (select count(*) from scheduling.appointment a where a.id = x.id::uuid and a.status = 'booked' and lower(a.during) = split_part(x.mark, ' ', 2)::timestamptz) = 1
        and (select array_agg(r.appointment_id) from scheduling.reservation r where r.resource_id = split_part(x.mark, ' ', 1)::uuid and r.starts_at = split_part(x.mark, ' ', 2)::timestamptz) = array[x.id::uuid]
        and (select count(*) from messages.message m where m.about_id = x.id::uuid and m.kind = 'confirmation') = 1 as well`,
    },
    {
      name: 'payment', rows: of('payment').map((each) => [each.mark, id(each)]),
      text: `select x.mark, (select array_agg(p.id) from billing.payment p where p.reference = x.mark) = array[x.id::uuid]
        and (select count(*) from ledger.posting o join billing.payment p on p.entry_id = o.entry_id where p.id = x.id::uuid) >= 2 as well`,
    },
    {
      name: 'invoice', rows: of('invoice').map((each) => [each.mark, String(each.answer['label'])]),
      text: `select x.mark, (select i.state = 'issued' and i.label = x.id and exists (select 1 from ledger.posting o where o.entry_id = i.entry_id)
          and not exists (select 1 from billing.invoice_line l join billing.charge c on c.id = l.charge_id where l.invoice_id = i.id and c.state <> 'invoiced') from billing.invoice i where i.id = x.mark::uuid) as well`,
    },
    {
      name: 'vitals', rows: of('vitals').map((each) => [each.mark, (each.answer['ids'] as string[]).toSorted().join(' ')]),
      text: `select x.mark, x.id <> '' and (select string_agg(r.id, ' ' order by r.id collate "C") from records.resource r
        where r.patient_id = split_part(x.mark, ' ', 1)::uuid and r.happened_at = split_part(x.mark, ' ', 2)::timestamptz and r.type = 'Observation' and not r.deleted) = x.id as well`,
    },
  ]) {
    const { rows: found } = await client.query<{ mark: string; well: boolean | null }>(`${text} from unnest($1::text[], $2::text[]) as x(mark, id)`, [rows.map(([mark]) => mark), rows.map(([, each]) => each)]);
    const bad = found.filter(({ well }) => well !== true);
    if (bad.length > 0) broken.push(`${bad.length} of ${rows.length}: ${name} acknowledged and not as promised, such as ${bad[0]!.mark}`);
  }
  for (const [what, text] of always) {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from (${text}) x`);
    if (rows[0]!.n > 0) broken.push(`${rows[0]!.n}: ${what}`);
  }
  return broken;
}

/** What must never be there, whoever was killed: each query finds what is half done. */
const always: [string, string][] = [
  ['entries whose sum is not zero', 'select entry_id, currency from ledger.posting group by 1, 2 having sum(amount_minor) <> 0'],
  ['entries without postings', 'select id from ledger.entry e where not exists (select 1 from ledger.posting o where o.entry_id = e.id)'],
  ['balances that are not the sum of their postings', `select account_id, currency, business_date from (
      select account_id, currency, business_date, amount_minor as minor from ledger.posting union all select account_id, currency, business_date, credit_minor - debit_minor from ledger.balance) m
    group by 1, 2, 3 having sum(minor) <> 0`],
  ['numbers that are left out of a series of invoices', `select s.id from billing.invoice_series s left join billing.invoice i on i.series_id = s.id group by s.id having count(i.number) <> s.next_number - 1 or coalesce(max(i.number), 0) <> s.next_number - 1`],
  ['numbers that are left out of the receipts', `select 1 from (select receipt_number as n from billing.payment where receipt_number is not null union select number from billing.reserved_receipt) t having count(*) <> max(n)`],
  ['appointments that are booked and have no place', `select a.id from scheduling.appointment a where a.status = 'booked' and lower(a.during) > now() and cardinality(a.resource_ids) > 0 and not exists (select 1 from scheduling.reservation r where r.appointment_id = a.id)`],
  ['places of appointments that are not there', 'select r.appointment_id from scheduling.reservation r where r.appointment_id is not null and not exists (select 1 from scheduling.appointment a where a.id = r.appointment_id)'],
  ['patients without their version', 'select p.id from patients.patient p where not exists (select 1 from patients.version v where v.patient_id = p.id and v.version = p.version)'],
  ['patients that FHIR does not know', `select p.id from patients.patient p where not exists (select 1 from records.resource r where r.type = 'Patient' and r.id = p.id::text)`],
  ['resources whose versions are not all kept', `select r.id from records.resource r where r.version > 1 and (select count(*) from records.resource_history h where h.type = r.type and h.id = r.id) < r.version - 1`],
];
