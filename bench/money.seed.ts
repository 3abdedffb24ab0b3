import type pg from 'pg';

const service = `select id from billing.service where code = 'CONS'`;

/** Charges of patients with their entries, as care makes them, `of_each` to a patient; the patients are drawn from those that are there. */
async function charges(client: pg.Client, patients: readonly string[], of_each: number): Promise<void> {
  await client.query(`
    create temporary table made_charge on commit drop as select uuidv7() as id, p.id as patient_id, n, uuidv7() as source_id from unnest($1::uuid[]) p(id), generate_series(1, $2::int) n`, [patients, of_each]);
  await client.query(`
    insert into billing.charge (id, patient_id, service_id, source_kind, source_id, part, performed_at, business_date, quantity, priced, unit_minor, gross_minor, net_minor, tax_category, tax_code, currency, price_reason, state, changed_by_name)
    select id, patient_id, (${service}), 'bench', source_id, 'main', now(), current_date, 1, true, 1000 + n, 1000 + n, 1000 + n, 'E', 'care', 'EUR', 'bench', 'billable', 'Bench' from made_charge`);
  await client.query(`
    with posted as (
      select m.place, r.entry_id from (select jsonb_agg(jsonb_build_object('business_date', current_date, 'kind', 'charge', 'description', 'Consultation', 'source_kind', 'charge', 'source_id', c.id, 'postings', jsonb_build_array(
          jsonb_build_object('account_id', d.id, 'party_id', c.patient_id, 'amount_minor', (1000 + c.n)::text, 'currency', 'EUR'), jsonb_build_object('account_id', k.id, 'amount_minor', (-1000 - c.n)::text, 'currency', 'EUR'))) order by c.id) as entries
        from made_charge c, (select id from ledger.account where role = 'unbilled.receivable') d, (select id from ledger.account where role = 'revenue.consultation') k) e,
        ledger.post(e.entries) r, lateral (select r.place) m
    ), placed as (select id, row_number() over (order by id) as place from made_charge)
    update billing.charge c set entry_id = p.entry_id, change = 'posted' from posted p join placed o on o.place = p.place where c.id = o.id`);
}

const drawn = async (client: pg.Client, count: number): Promise<string[]> => (await client.query<{ id: string }>('select id from patients.patient where not restricted and not deceased order by id limit $1', [count])).rows.map(({ id }) => id);

/** A patient on whose account so much has moved. */
export async function longAccount(client: pg.Client, movements: number): Promise<string> {
  const [id] = (await drawn(client, 1)) as [string];
  for (let done = 0; done < movements; done += 1000) {
    await client.query('begin');
    await charges(client, [id], Math.min(1000, movements - done));
    await client.query('commit');
  }
  await client.query('analyze ledger.posting, ledger.entry, billing.charge');
  return id;
}

/** Drafts of invoices with so many lines each. Returns their keys. */
export async function drafts(client: pg.Client, count: number, lines: number): Promise<string[]> {
  const patients = (await drawn(client, 201)).slice(1);
  const ids: string[] = [];
  while (ids.length < count) {
    await client.query('begin');
    await charges(client, patients.slice(0, 50), lines);
    const { rows } = await client.query<{ id: string }>(`
      insert into billing.invoice (kind, series_id, debtor_kind, debtor_id, patient_id, currency, share_minor, net_minor, total_minor, print_currency)
      select 'invoice', (select id from billing.invoice_series where code = 'INV'), 'patient', patient_id, patient_id, 'EUR', sum(1000 + n), sum(1000 + n), sum(1000 + n), 'EUR' from made_charge group by patient_id returning id`);
    await client.query(`
      insert into billing.invoice_line (invoice_id, line, charge_id, patient_id, description, performed_on, share_minor, tax_category, tax_rate_bp)
      select i.id, c.n, c.id, c.patient_id, 'Consultation', current_date, 1000 + c.n, 'E', 0 from made_charge c join billing.invoice i on i.patient_id = c.patient_id and i.id = any ($1::uuid[])`, [rows.map(({ id }) => id)]);
    await client.query('commit');
    ids.push(...rows.map(({ id }) => id));
    patients.push(...patients.splice(0, 50));
  }
  await client.query('analyze ledger.posting, ledger.entry, billing.charge, billing.invoice, billing.invoice_line');
  return ids;
}
