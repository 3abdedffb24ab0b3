import { Button, Menu, Modal } from '@mantine/core';
import { IconFilePlus, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, LoadingState, usePermissions, useWords, Value } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';
import { paperKinds, type PaperKind, type PaperShown } from '../../contract/index.ts';
import { paperWords } from '../choices.ts';
import { visitQueries } from '../client.ts';
import classes from '../visits.module.css';

const IssuePaper = lazy(async () => ({ default: (await import('./IssuePaper.tsx')).IssuePaper }));
const RevokePaper = lazy(async () => ({ default: (await import('./IssuePaper.tsx')).RevokePaper }));

/** What is printed: the summary of the visit, and the certificates and letters that were issued. */
export default function PapersPart({ patient_id, visit_id }: { patient_id: string; visit_id?: string }) {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(visitQueries.papers.queryOptions({ input: { patient_id, ...(visit_id === undefined ? {} : { visit_id }) } }));
  const [issuing, setIssuing] = useState<PaperKind | null>(null);
  const [revoking, setRevoking] = useState<PaperShown | null>(null);
  const page = (path: string) => ({ component: 'a' as const, href: `/api/patients/${patient_id}/${path}`, target: '_blank', rel: 'noopener' });
  return (
    <>
      <div className={`${classes.acts} not-printed`}>
        {visit_id !== undefined && (
          <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} {...page(`visits/${visit_id}/summary`)}>{t('Summary of the visit')}</Button>
        )}
        <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} {...page('immunisation-card')}>{t('Immunisation card')}</Button>
        {may('visits.certify') && (
          <Menu position="bottom-start" width={270}>
            <Menu.Target>
              <Button variant="default" leftSection={<IconFilePlus size={15} aria-hidden />}>{t('Issue a paper')}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {paperKinds.map((kind) => (
                <Menu.Item key={kind} onClick={() => setIssuing(kind)}>{t(paperWords[kind])}</Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <Answer of={found}>
        {({ papers }) => (papers.length === 0 ? null : (
          <ul className={classes.list} aria-label={t('Issued papers')} style={{ marginBlockStart: 10 }}>
            {papers.map((paper) => (
              <li key={paper.id}>
                <span>
                  <strong>{t(paperWords[paper.kind])}</strong> <Value script="latin">{paper.number}</Value>{' '}
                  <span className="quiet">{t('{date}, by {name}', { date: clinicalInstant(paper.issued_at), name: paper.issuer_name })}</span>
                  {paper.revoked_at !== null && <strong> {t('Revoked: {reason}', { reason: paper.revoked_reason ?? '' })}</strong>}
                </span>
                <Button size="compact-sm" variant="default" aria-label={t('Print {what}', { what: paper.number })} {...page(`papers/${paper.id}/print`)}>{t('Print')}</Button>
                {paper.pdf && <Button size="compact-sm" variant="default" aria-label={t('PDF of {what}', { what: paper.number })} {...page(`papers/${paper.id}/print?format=pdf`)}>PDF</Button>}
                {may('visits.certify') && paper.revoked_at === null && (
                  <Button size="compact-sm" variant="default" aria-label={t('Revoke {what}', { what: paper.number })} onClick={() => setRevoking(paper)}>{t('Revoke')}</Button>
                )}
              </li>
            ))}
          </ul>
        ))}
      </Answer>
      <Modal opened={issuing !== null} onClose={() => setIssuing(null)} title={issuing === null ? '' : t(paperWords[issuing])} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
        <Suspense fallback={<LoadingState />}>
          {issuing !== null && <IssuePaper kind={issuing} patient_id={patient_id} visit_id={visit_id ?? null} close={() => setIssuing(null)} />}
        </Suspense>
      </Modal>
      <Modal opened={revoking !== null} onClose={() => setRevoking(null)} title={t('Revoke the paper')} closeButtonProps={{ 'aria-label': t('Close') }}>
        <Suspense fallback={<LoadingState />}>{revoking !== null && <RevokePaper paper={revoking} patient_id={patient_id} close={() => setRevoking(null)} />}</Suspense>
      </Modal>
    </>
  );
}
