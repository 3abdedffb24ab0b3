import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, authClient, Card, FieldGrid, FormFrame, NumberField, toast, useApiForm, usePermissions, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import classes from './administration.module.css';
import { AdministrationPage } from './AdministrationPage.tsx';
import { authQueries } from './queries.ts';

const Rules = z.object({
  password_length_min: z.int().min(8).max(64),
  lock_after_minutes: z.int().min(1).max(240),
  end_after_idle_minutes: z.int().min(5).max(1440),
  session_hours_max: z.int().min(1).max(72),
});
type RulesInput = z.output<typeof Rules>;
type Policy = Awaited<ReturnType<typeof authClient.readSignInPolicy>>;

/** How long passwords are, and when screens lock and sessions end; it holds for sessions that begin afterwards. */
export default function SignInRulesScreen() {
  const t = useWords();
  const policy = useQuery(authQueries.readSignInPolicy.queryOptions({ input: {} }));
  return (
    <AdministrationPage title={t('Rules of signing in')}>
      <Answer of={policy}>{(found) => <RulesForm key={found.version} policy={found} />}</Answer>
    </AdministrationPage>
  );
}

function RulesForm({ policy }: { policy: Policy }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const saved = ({ version, ...values }: Policy) => ({ values, version });
  const api = useApiForm({
    name: 'sign-in-rules',
    schema: Rules,
    saved: saved(policy),
    send: (input: RulesInput, { version = policy.version, ...context }) => authClient.updateSignInPolicy({ ...input, version }, { context }),
    readAgain: async () => saved(await authClient.readSignInPolicy({})),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: authQueries.key() });
      toast({ text: t('The rules hold for everybody who signs in from now on') });
    },
  });
  const manage = may('accounts.manage');
  return (
    <div className={classes.stack}>
      <Card title={t('Rules of signing in')}>
        <FormFrame of={api} submitLabel={t('Save')} disabled={!manage}>
          <FieldGrid>
            <NumberField path="password_length_min" label={t('Shortest password')} suffix={t('characters')} span={6} disabled={!manage} />
            <NumberField path="lock_after_minutes" label={t('The screen locks after')} suffix={t('minutes')} span={6} disabled={!manage} />
            <NumberField path="end_after_idle_minutes" label={t('The session ends when nothing is done for')} suffix={t('minutes')} span={6} disabled={!manage} />
            <NumberField path="session_hours_max" label={t('The session ends in any case after')} suffix={t('hours')} span={6} disabled={!manage} />
          </FieldGrid>
        </FormFrame>
      </Card>
    </div>
  );
}
