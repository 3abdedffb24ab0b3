import { words, type Translate } from '@openward/platform/ui';

const departments: Readonly<Record<string, string>> = {
  patients: words('Patients'),
  records: words('Medical record'),
  staff: words('Staff'),
  places: words('Places'),
  accounts: words('Accounts'),
  roles: words('Roles'),
  tokens: words('Machines'),
  audit: words('Audit log'),
  portal: words('Patient portal'),
};

/** What a group of permissions is about. */
export function departmentWord(department: string, t: Translate): string {
  const label = departments[department];
  return label === undefined ? department : t(label);
}
