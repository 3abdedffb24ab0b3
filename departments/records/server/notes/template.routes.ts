import { Problem, serve } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import { findTemplate, insertTemplate, listTemplates, updateTemplate } from './template.sql.ts';

const noteTemplates = serve(recordsContract.noteTemplates, async ({ all }, act) => ({ templates: await listTemplates(act.tx, all) }));

const addNoteTemplate = serve(recordsContract.addNoteTemplate, async (input, act) => insertTemplate(act.tx, input, act.actor.display_name));

const changeNoteTemplate = serve(recordsContract.changeNoteTemplate, async ({ template_id, version, ...fields }, act) => {
  const changed = await updateTemplate(act.tx, template_id, version, fields, act.actor.display_name);
  if (changed !== undefined) return changed;
  const current = await findTemplate(act.tx, template_id);
  if (current === undefined) throw new Problem(404, 'records.unknown_template', 'There is no such template', { field: 'template_id' });
  throw new Problem(409, 'records.changed', 'Somebody else has changed this template since you opened it', { field: 'version', version: current.version, current });
});

export const templateRoutes = { noteTemplates, addNoteTemplate, changeNoteTemplate };
