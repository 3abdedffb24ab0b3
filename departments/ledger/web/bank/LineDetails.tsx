import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, clinicalInstant, EmptyState, failureToast, FieldGrid, FormFrame, Mark, PickField, Rows, TextField, toast, useApiForm, usePermissions, useWords, Value, words } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { BankLineDetails } from '../../contract/index.ts';
import { useAccounts } from '../accounts.ts';
import { Amount } from '../Amount.tsx';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

type Reason = BankLineDetails['suggestions'][number]['reasons'][number];
const reasonWords: Record<Reason, string> = { amount: words('the same amount'), sum: words('come to the amount'), reference: words('named by its reference'), 'same-day': words('the same day'), 'near-day': words('some days apart') };

/** A movement of the bank: what it is matched to, what it may be, and how it is posted where it is nothing yet. */
export function LineDetails({ bank_line_id }: { bank_line_id: string }) {
  const found = useQuery(ledgerQueries.bankLine.queryOptions({ input: { bank_line_id } }));
  return <Answer of={found}>{(line) => <Details line={line} />}</Answer>;
}

function Details({ line }: { line: BankLineDetails }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [posting, setPosting] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const match = useMutation({
    mutationFn: (postings: { entry_id: string; line: number }[]) => ledger.matchLine({ bank_line_id: line.id, postings }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Matched') });
    },
    onError: failureToast,
  });
  const whole = /^-?0+(\.0+)?$/.test(line.open);
  return (
    <div className={classes.stack}>
      <div>
        <h2><Amount of={line.amount} currency={line.currency} /></h2>
        <p><strong><Value>{line.counterparty ?? '–'}</Value></strong></p>
        <p><Value>{[line.purpose, line.reference, line.bank_reference].filter(Boolean).join(' · ')}</Value></p>
        <p className="quiet"><Value script="latin">{clinicalDate(line.booked_on)}</Value> · <Value script="latin">{line.statement}</Value></p>
        {whole ? <Mark tone="good">{t('Matched')}</Mark> : <p>{t('To match')}: <strong><Amount of={line.open} currency={line.currency} /></strong></p>}
      </div>
      {line.matches.length > 0 && (
        <Card title={t('Matched to')} flush>
          <table className={classes.lines}><tbody>
            {line.matches.map((each) => (
              <tr key={each.id}>
                <td>
                  <Value>{`${each.number} · ${each.description}`}</Value>
                  <div className="quiet">{t('{name}, {time}', { name: each.matched_by_name, time: clinicalInstant(each.matched_at) })}</div>
                  {each.ended_at !== null && <div className="quiet">{t('taken back by {name}: {reason}', { name: each.ended_by_name ?? '', reason: each.ended_reason ?? '' })}</div>}
                </td>
                <td className={classes.end}>{each.ended_at === null ? <Amount of={each.amount} /> : <s><Amount of={each.amount} /></s>}</td>
                <td className={classes.end}>{each.ended_at === null && may('ledger.post') && <Button size="compact-sm" variant="subtle" onClick={() => setEnding(each.id)}>{t('Take back')}</Button>}</td>
              </tr>
            ))}
          </tbody></table>
          {ending !== null && <EndForm match_id={ending} close={() => setEnding(null)} />}
        </Card>
      )}
      {!whole && (
        <Card title={t('What it may be')} flush>
          {line.suggestions.length === 0 ? <EmptyState title={t('No posting is like it')} /> : (
            <table className={classes.lines}><tbody>
              {line.suggestions.map(({ postings, reasons }) => (
                <tr key={postings.map(({ entry_id, line: place }) => `${entry_id}.${place}`).join()}>
                  <td>
                    {postings.map((each) => <div key={`${each.entry_id}.${each.line}`}><Value>{`${each.number} · ${clinicalDate(each.business_date)} · ${each.memo ?? each.description}`}</Value> <Amount of={each.open} /></div>)}
                    <div className="quiet">{reasons.map((reason) => t(reasonWords[reason])).join(' · ')}</div>
                  </td>
                  <td className={classes.end}>{may('ledger.post') && <Button size="compact-sm" variant="default" loading={match.isPending} onClick={() => match.mutate(postings.map(({ entry_id, line: place }) => ({ entry_id, line: place })))}>{t('It is this')}</Button>}</td>
                </tr>
              ))}
            </tbody></table>
          )}
        </Card>
      )}
      {!whole && may('ledger.post') && (posting ? <PostForm line={line} close={() => setPosting(false)} /> : <p><Button variant="default" onClick={() => setPosting(true)}>{t('Post it: a fee, interest, a settlement')}</Button></p>)}
    </div>
  );
}

const Ended = z.object({ reason: z.string().trim().min(1).max(200) });

function EndForm({ match_id, close }: { match_id: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `ledger.bank-match.${match_id}`,
    schema: Ended,
    saved: { values: { reason: '' } },
    send: ({ reason }: z.output<typeof Ended>, context) => ledger.unmatchLine({ match_id, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Taken back') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Take back')} onCancel={() => { api.discard(); close(); }}>
      <TextField path="reason" label={t('Why')} required />
    </FormFrame>
  );
}

interface Against extends Record<string, unknown> { account_id: string; amount: string }
const Posted = z.object({ description: z.string().trim().min(1).max(200), lines: z.array(z.object({ account_id: z.uuid(), amount: z.string().min(1) })).min(1) });

/** What is against the bank; the first line has what is open, on the other side. */
function PostForm({ line, close }: { line: BankLineDetails; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const accounts = (useAccounts().data ?? []).filter(({ postable, active, control, id }) => postable && active && control === 'none' && id !== line.account_id);
  const against = line.open.startsWith('-') ? line.open.slice(1) : `-${line.open}`;
  const api = useApiForm({
    name: `ledger.bank-line.${line.id}`,
    schema: Posted,
    saved: { values: { description: line.purpose?.slice(0, 200) ?? '', lines: [{ account_id: '', amount: against }] as Against[] } },
    send: (input: z.output<typeof Posted>, context) => ledger.postLine({ bank_line_id: line.id, ...input }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Posted and matched') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Post')} onCancel={() => { api.discard(); close(); }}>
      <TextField path="description" label={t('What for')} required description={t('Names no patient')} />
      <Rows path="lines" addLabel={t('Add a line')} removeLabel={t('Remove the line')} blank={() => ({ account_id: '', amount: '' })}>
        {(path) => (
          <FieldGrid>
            <PickField path={`${path}.account_id`} label={t('Account')} choices={accounts.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} span={8} required />
            <TextField path={`${path}.amount`} label={t('Amount')} span={4} required description={t('Credit below zero')} />
          </FieldGrid>
        )}
      </Rows>
    </FormFrame>
  );
}
