import { Outlet } from '@tanstack/react-router';
import { Answer, PatientBanner, useSlot, type BannerSlot } from '@openward/platform/ui';
import { useEffect } from 'react';
import { ChartActions } from './ChartActions.tsx';
import classes from './ChartFrame.module.css';
import { ChartNotices } from './ChartNotices.tsx';
import { ChartTabs } from './ChartTabs.tsx';
import { bannerOf, useBannerDetails } from './banner.ts';
import { BreakGlass, BrokenGlassNotice } from './BreakGlass.tsx';
import { usePatient, usePatientId } from './usePatient.ts';

/** The chart of one patient: the banner on top of everything, then the tabs that the departments bring. */
export default function ChartFrame() {
  const opened = usePatient();
  const patient_id = usePatientId();
  const details = useBannerDetails();
  const slots = useSlot('banner');
  useEffect(() => {
    // The name of a patient never goes into the title: it is read over shoulders, and kept in histories.
    document.title = 'OpenWard';
  }, []);
  return (
    <div className={classes.chart}>
      <BreakGlass patient_id={patient_id} error={opened.error} />
      <Answer of={opened}>
        {({ patient, ...rest }) => (
          <>
            <PatientBanner
              patient={bannerOf(patient)}
              details={details(patient)}
              {...slotProps(slots, patient.id)}
            />
            <ChartTabs patient_id={patient.id}>
              <ChartActions patient={patient} />
            </ChartTabs>
            <BrokenGlassNotice patient_id={patient.id} />
            <ChartNotices opened={{ patient, ...rest }} />
            <div className={classes.content}>
              <Outlet />
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}

/** What other departments put into the banner. */
function slotProps(slots: readonly BannerSlot[], patient_id: string) {
  const at = (place: BannerSlot['place']) => slots.filter((slot) => slot.place === place).map(({ component: Slot }, index) => <Slot key={`${place}${index}`} patient_id={patient_id} />);
  const [allergies, alerts] = [at('allergies'), at('alerts')];
  return { ...(allergies.length > 0 ? { allergies } : {}), ...(alerts.length > 0 ? { alerts } : {}) };
}
