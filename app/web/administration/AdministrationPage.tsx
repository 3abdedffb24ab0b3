import { Link } from '@tanstack/react-router';
import { Page, usePermissions, useWords, words } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import classes from './administration.module.css';

const parts = [
  { to: '/administration/accounts', label: words('Accounts'), needs: 'accounts.read' },
  { to: '/administration/roles', label: words('Roles'), needs: 'accounts.read' },
  { to: '/administration/machines', label: words('Machines'), needs: 'tokens.manage' },
  { to: '/administration/sessions', label: words('Sessions and devices'), needs: 'accounts.read' },
  { to: '/administration/sign-in', label: words('Rules of signing in'), needs: 'accounts.read' },
];

interface AdministrationPageProps {
  title: string;
  actions?: ReactNode;
  fill?: boolean;
  children: ReactNode;
}

/** A page of the administration, with the way to its other pages. */
export function AdministrationPage({ title, actions, fill = false, children }: AdministrationPageProps) {
  const t = useWords();
  const may = usePermissions();
  return (
    <Page title={title} actions={actions} fill>
      <nav className={classes.parts} aria-label={t('Administration')}>
        {parts
          .filter(({ needs }) => may(needs))
          .map(({ to, label }) => (
            <Link key={to} to={to} className={classes.part}>
              {t(label)}
            </Link>
          ))}
      </nav>
      <div className={classes.body} data-fill={fill || undefined}>
        {children}
      </div>
    </Page>
  );
}
