import { useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { NewDepartment, type Department, type DepartmentKind } from '../../contract/index.ts';
import { orNull } from '../blank.ts';
import { choicesOf, departmentKindWords } from '../choices.ts';
import { staff, staffQueries } from '../client.ts';

interface DepartmentFormProps {
  department: Department | null;
  all: readonly Department[];
  close: () => void;
}

/** A department as it is typed. */
interface Values extends Record<string, unknown> {
  code: string;
  name: string;
  kind: DepartmentKind;
  parent_id: string | null;
  phone: string;
  email: string;
  active: boolean;
}

/** Opens a department, changes one, or closes it. */
export function DepartmentForm({ department, all, close }: DepartmentFormProps) {
  const t = useWords();
  const client = useQueryClient();
  const hospital = all.find(({ parent_id }) => parent_id === null);
  const valuesOf = (each: Department): Values => ({
    code: each.code, name: each.name, kind: each.kind, parent_id: each.parent_id ?? '', phone: each.phone ?? '', email: each.email ?? '', active: each.active,
  });
  const blank: Values = {
    code: '', name: '', kind: hospital === undefined ? 'hospital' : 'clinical', parent_id: hospital?.id ?? '', phone: '', email: '', active: true,
  };
  const api = useApiForm({
    name: `staff.department.${department?.id ?? 'new'}`,
    schema: NewDepartment,
    saved: department === null ? { values: blank } : { values: valuesOf(department), version: department.version },
    toInput: ({ code, name, kind, parent_id, phone, email, active }) => ({
      code, name, kind, active, parent_id: kind === 'hospital' ? null : orNull(parent_id), phone: orNull(phone), email: orNull(email),
    }),
    send: (input: NewDepartment, { version = department?.version ?? 1, ...context }) =>
      department === null
        ? staff.createDepartment(input, { context })
        : staff.updateDepartment({ department_id: department.id, version, ...input }, { context }),
    ...(department === null ? {} : {
      readAgain: async () => {
        const current = await staff.readDepartment({ department_id: department.id });
        return { values: valuesOf(current), version: current.version };
      },
    }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: staffQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame
      of={api}
      submitLabel={t('Save')}
      onCancel={() => {
        api.discard();
        close();
      }}
    >
      <FieldGrid>
        <TextField path="name" label={t('Name')} span={8} required />
        <TextField path="code" label={t('Code')} span={4} required />
        <ChoiceField path="kind" label={t('Kind')} choices={choicesOf(departmentKindWords, t)} />
        <ParentField choices={all.filter(({ id }) => id !== department?.id)} />
        <TextField path="phone" label={t('Telephone')} span={6} inputMode="tel" />
        <TextField path="email" label={t('E-mail')} span={6} inputMode="email" />
        {department !== null && <CheckField path="active" label={t('Open')} description={t('A closed department is no longer offered for new assignments.')} />}
      </FieldGrid>
    </FormFrame>
  );
}

function ParentField({ choices }: { choices: readonly Department[] }) {
  const t = useWords();
  if (useFieldValue('kind') === 'hospital') return null;
  return <PickField path="parent_id" label={t('Belongs to')} required choices={choices.map(({ id, name, code }) => ({ value: id, label: `${name} · ${code}` }))} />;
}
