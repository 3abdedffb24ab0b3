import type { Icon } from '@tabler/icons-react';
import type { FunctionComponent } from 'react';
import type { Permission } from '@openward/platform/auth/contract';

/** What is needed to see something: a permission, or only to be signed in. */
export type Needs = Permission | 'signed-in';

/** A screen of a department, loaded when it is first opened. Parameters of the address are written `$name`. */
export interface ScreenRoute {
  path: `/${string}`;
  needs: Needs;
  load: () => Promise<{ default: FunctionComponent }>;
  /** The screen has the window for itself, without the frame around it: a public display, a kiosk. */
  alone?: boolean;
}

/** A place in the navigation. `order` puts the places of all departments in one row. */
export interface NavigationItem {
  label: string;
  to: `/${string}`;
  icon: Icon;
  needs: Needs;
  order: number;
  /** What stands on its icon, such as how much is open. */
  badge?: FunctionComponent;
}

/** A screen that the command bar finds by its name. */
export interface CommandEntry {
  label: string;
  to: `/${string}`;
  needs: Needs;
}

/** Something that the command bar found by what was typed. */
export interface Found {
  id: string;
  title: string;
  detail: string;
  to: string;
  /** A word that must not be missed, such as that the record is restricted. */
  mark?: string | undefined;
}

/** Finds things of a department by what is typed into the command bar. */
export interface Finder {
  heading: string;
  needs: Needs;
  find: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
}

/** Reads what a scanner typed; gives the address to open, or null where it is not of this department. */
export interface ScanReader {
  needs: Needs;
  read: (code: string) => Promise<string | null>;
}

/** A tab of the patient's chart, under the address `/patients/$patientId/<path>`. */
export interface ChartTab {
  path: string;
  label: string;
  needs: Needs;
  order: number;
  load: () => Promise<{ default: FunctionComponent }>;
}

/** A page in the frame of the chart that is no tab, under `/patients/$patientId/<path>`, such as `consultation/$visitId`. */
export interface ChartPage {
  path: string;
  needs: Needs;
  load: () => Promise<{ default: FunctionComponent }>;
}

/** A part of the patient banner that another department fills. */
export interface BannerSlot {
  place: 'allergies' | 'alerts';
  needs: Needs;
  component: FunctionComponent<{ patient_id: string }>;
}

/** A part of the consultation page: what a clinician writes down in one visit. `order` puts the parts of all departments in one column. */
export interface ConsultationPart {
  key: string;
  label: string;
  needs: Needs;
  order: number;
  load: () => Promise<{ default: FunctionComponent<{ patient_id: string; visit_id: string }> }>;
}

/** An entry of a chart that something is done with. */
export interface EntryActProps {
  patient_id: string;
  entry: { type: string; id: string; version: number; title: string; labels: readonly string[] };
  /** Closes the form, and the entry where it no longer stands in this chart. */
  close: (gone: boolean) => void;
}

/** Something that is done with an entry of a chart by a department that stands below the records. */
export interface EntryAct {
  key: string;
  label: string;
  needs: Needs;
  load: () => Promise<{ default: FunctionComponent<EntryActProps> }>;
}

/** What another department shows beside the details of an appointment, such as what its patient was told of it. */
export interface AppointmentPart {
  key: string;
  needs: Needs;
  order: number;
  load: () => Promise<{ default: FunctionComponent<{ patient_id: string; appointment_id: string }> }>;
}

/** A line above the emergency board that another department fills, such as who is on call. */
export interface BoardLine {
  key: string;
  needs: Needs;
  order: number;
  load: () => Promise<{ default: FunctionComponent }>;
}

/** Everything that a department brings to the web app: `export const screens: ScreenRegistration`. */
export interface ScreenRegistration {
  department: string;
  routes?: readonly ScreenRoute[];
  navigation?: readonly NavigationItem[];
  commands?: readonly CommandEntry[];
  finders?: readonly Finder[];
  scans?: readonly ScanReader[];
  chartTabs?: readonly ChartTab[];
  chartPages?: readonly ChartPage[];
  banner?: readonly BannerSlot[];
  consultation?: readonly ConsultationPart[];
  entryActs?: readonly EntryAct[];
  appointment?: readonly AppointmentPart[];
  emergencyBoard?: readonly BoardLine[];
  /** The frame around the tabs of the chart: the banner, and an outlet. One department brings it. */
  chartFrame?: () => Promise<{ default: FunctionComponent }>;
}
