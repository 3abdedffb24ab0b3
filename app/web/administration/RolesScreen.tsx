import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Answer, LoadingState, usePermissions, useServerWords, useWords } from '@openward/platform/ui';
import { Fragment, lazy, Suspense, useState } from 'react';
import type { RoleView } from '@openward/platform/auth/contract';
import classes from './administration.module.css';
import { AdministrationPage } from './AdministrationPage.tsx';
import { departmentWord } from './department-words.ts';
import { useRoles } from './useRoles.ts';

const RoleForm = lazy(async () => ({ default: (await import('./RoleForm.tsx')).RoleForm }));

/** Which role may do what, in one grid; a role is changed by its name. */
export default function RolesScreen() {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const { query, roles, groups } = useRoles();
  const [open, setOpen] = useState<RoleView | 'new' | null>(null);
  return (
    <AdministrationPage
      title={t('Roles')}
      fill
      actions={
        may('roles.manage') && (
          <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
            {t('New role')}
          </Button>
        )
      }
    >
      <Answer of={query}>
        {() => (
          <>
            {/* The grid is wider than a screen, so it scrolls by keyboard too. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className={classes.gridFrame} tabIndex={0} role="region" aria-label={t('Roles and permissions')}>
              <table className={classes.grid}>
                <thead>
                  <tr>
                    <th scope="col">{t('Permission')}</th>
                    {roles.map((role) => (
                      <th key={role.name} scope="col">
                        <button type="button" className={classes.role} onClick={() => setOpen(role)}>
                          {say(role.title)} ({role.accounts})
                        </button>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {groups.map(([department, permissions]) => (
                    <Fragment key={department}>
                      <tr data-group>
                        <th scope="colgroup" colSpan={roles.length + 1}>
                          {departmentWord(department, t)}
                        </th>
                      </tr>
                      {permissions.map(({ name, sentence }) => (
                        <tr key={name}>
                          <th scope="row">{sentence}</th>
                          {roles.map((role) => (
                            <td key={role.name}>{role.permissions.includes(name) ? <Held /> : <span className="only-for-screen-readers">{t('no')}</span>}</td>
                          ))}
                        </tr>
                      ))}
                    </Fragment>
                  ))}
                </tbody>
              </table>
            </div>
            <ul className={classes.roleList}>
              {roles.map((role) => (
                <li key={role.name}>
                  <button type="button" onClick={() => setOpen(role)}>
                    <strong>{say(role.title)}</strong>
                    <span className="quiet">{t('{count, plural, one {# permission} other {# permissions}}', { count: role.permissions.length })}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} size="lg" title={open === 'new' ? t('New role') : open === null ? '' : say(open.title)}>
        <Suspense fallback={<LoadingState />}>
          {open !== null && <RoleForm role={open === 'new' ? null : open} groups={groups} close={() => setOpen(null)} />}
        </Suspense>
      </Modal>
    </AdministrationPage>
  );
}

function Held() {
  const t = useWords();
  return (
    <span className={classes.held}>
      <span aria-hidden>✓</span>
      <span className="only-for-screen-readers">{t('yes')}</span>
    </span>
  );
}
