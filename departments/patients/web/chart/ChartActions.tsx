import { Button, Menu } from '@mantine/core';
import { IconArrowsJoin, IconDots, IconHammer, IconLabel, IconPrinter, IconTag } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { usePermissions, useSession, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { PatientRecord } from '../../contract/index.ts';
import { BreakGlassDialog } from './BreakGlass.tsx';
import classes from './ChartFrame.module.css';

/** What can be done with the record from any tab: print what the patient wears, or merge. */
export function ChartActions({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const may = usePermissions();
  const navigate = useNavigate();
  const print = may('patients.print');
  const merge = may('patients.merge');
  const { broken_glass } = useSession();
  const [breaking, breakIt] = useState(false);
  // What a label hides in an open record opens the same way.
  const glass = may('patients.break_glass') && !broken_glass.includes(patient.id);
  if (!print && !merge && !glass) return null;
  const printed = (kind: 'label' | 'wristband') => ({ component: 'a' as const, href: `/api/patients/${patient.id}/${kind}`, target: '_blank', rel: 'noopener' });
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <Button variant="default">
            {print ? <IconPrinter size={16} aria-hidden /> : <IconDots size={16} aria-hidden />}
            <span className={classes.actsText}>{print ? t('Print and more') : t('More')}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {print && (
            <>
              <Menu.Item leftSection={<IconTag size={16} aria-hidden />} {...printed('wristband')}>
                {t('Wristband')}
              </Menu.Item>
              <Menu.Item leftSection={<IconLabel size={16} aria-hidden />} {...printed('label')}>
                {t('Label')}
              </Menu.Item>
            </>
          )}
          {merge && (
            <Menu.Item
              leftSection={<IconArrowsJoin size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/patients/merge', search: { surviving: patient.id } as never })}
            >
              {t('Merge with another record')}
            </Menu.Item>
          )}
          {glass && (
            <Menu.Item leftSection={<IconHammer size={16} aria-hidden />} onClick={() => breakIt(true)}>
              {t('Break the glass')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {breaking && <BreakGlassDialog patient_id={patient.id} close={() => breakIt(false)} />}
    </>
  );
}
