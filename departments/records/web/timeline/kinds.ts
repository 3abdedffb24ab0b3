import {
  IconAlertTriangle, IconCalendarEvent, IconCamera, IconClipboardList, IconCoin, IconDots, IconFileText, IconFlask, IconHeartbeat,
  IconMicroscope, IconPill, IconScissors, IconShieldCheck, IconStethoscope, IconTargetArrow, IconUser, type Icon,
} from '@tabler/icons-react';
import { words } from '@openward/platform/ui';
import type { Kind } from '../../contract/index.ts';

/** What each kind of entry is called, and its sign. */
export const kindShown: Readonly<Record<Kind, { label: string; icon: Icon }>> = {
  visit: { label: words('Visits'), icon: IconCalendarEvent },
  problem: { label: words('Problems'), icon: IconStethoscope },
  allergy: { label: words('Allergies'), icon: IconAlertTriangle },
  medication: { label: words('Medicines'), icon: IconPill },
  vital: { label: words('Vital signs'), icon: IconHeartbeat },
  laboratory: { label: words('Laboratory'), icon: IconFlask },
  imaging: { label: words('Imaging'), icon: IconCamera },
  finding: { label: words('Findings'), icon: IconMicroscope },
  social: { label: words('Social history'), icon: IconUser },
  procedure: { label: words('Procedures'), icon: IconScissors },
  immunization: { label: words('Immunizations'), icon: IconShieldCheck },
  document: { label: words('Documents'), icon: IconFileText },
  plan: { label: words('Care plans'), icon: IconTargetArrow },
  order: { label: words('Orders'), icon: IconClipboardList },
  billing: { label: words('Billing'), icon: IconCoin },
  other: { label: words('Other'), icon: IconDots },
};

/** Kinds that are left out at first: a chart is read for care, and claims are many. */
export const hiddenAtFirst: readonly Kind[] = ['billing'];
