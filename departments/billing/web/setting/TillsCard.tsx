import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, Card, Mark, ScrollTable, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Drawer } from '../../contract/index.ts';
import { billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { DrawerForm } from './DrawerForm.tsx';
import { ReasonForm } from './ReasonForm.tsx';

/** The drawers of the hospital, and what money is paid in and out of them for. */
export function TillsCard() {
  const t = useWords();
  const may = usePermissions();
  const [open, setOpen] = useState<Drawer | 'drawer' | 'reason' | null>(null);
  const drawers = useQuery(billingQueries.drawers.queryOptions({ input: {} }));
  const reasons = useQuery(billingQueries.drawerReasons.queryOptions({ input: {} }));
  const close = () => setOpen(null);
  return (
    <Card title={t('Drawers')} actions={<><Button size="compact-sm" variant="default" onClick={() => setOpen('drawer')}>{t('Add a drawer')}</Button>{may('ledger.read') && <Button size="compact-sm" variant="default" onClick={() => setOpen('reason')}>{t('Add a reason')}</Button>}</>}>
      <Answer of={drawers}>
        {(found) => (
          <ScrollTable label={t('Drawers')}>
            <table className={classes.lines}>
              <thead><tr><th scope="col">{t('Code')}</th><th scope="col">{t('Name')}</th><th scope="col">{t('Place')}</th><th scope="col">{t('Held by')}</th><th scope="col">{t('State')}</th><td /></tr></thead>
              <tbody>
                {found.drawers.map((drawer) => (
                  <tr key={drawer.id}>
                    <td><Value script="latin">{drawer.code}</Value></td><td><Value>{drawer.name}</Value></td><td><Value>{drawer.location}</Value></td>
                    <td>{drawer.holder_name === null ? '–' : <Value>{drawer.holder_name}</Value>}</td><td>{drawer.active ? <Mark tone="good">{t('In use')}</Mark> : <Mark tone="plain" icon="off">{t('Kept')}</Mark>}</td>
                    <td className={classes.end}><Button size="compact-sm" variant="default" aria-label={`${t('Change')} ${drawer.code}`} onClick={() => setOpen(drawer)}>{t('Change')}</Button></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        )}
      </Answer>
      <Answer of={reasons}>
        {(found) => (
          <ul aria-label={t('What money is paid in or out for')}>
            {found.reasons.map((reason) => <li key={reason.id}><Value>{reason.name}</Value> · {reason.direction === 'in' ? t('Paid in') : t('Paid out')}{!reason.active && <> · {t('Kept')}</>}</li>)}
          </ul>
        )}
      </Answer>
      <Modal opened={open !== null} onClose={close} title={open === 'reason' ? t('Add a reason') : open === 'drawer' ? t('Add a drawer') : t('Change a drawer')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open === 'reason' ? <ReasonForm close={close} /> : open !== null && <DrawerForm drawer={open === 'drawer' ? null : open} close={close} />}
      </Modal>
    </Card>
  );
}
