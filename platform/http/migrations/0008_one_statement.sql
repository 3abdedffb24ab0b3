-- Reads that are one statement: the function looks who asks, reads what they may see, and writes the audit events, so that
-- a read and its event are kept together or not at all. Such a function takes at once what several people ask in the same
-- moment, each with a context of their own (platform/http/read-together.ts).

create function platform.context_sees(context jsonb, patient_id uuid, restricted boolean) returns boolean
language sql immutable parallel safe
return platform.may_see(context ->> 'scope', nullif(context ->> 'patient', '')::uuid,
  coalesce('restricted' = any (string_to_array(context ->> 'clearance', ',')), false), patient_id, restricted);
comment on function platform.context_sees(jsonb, uuid, boolean) is
  'The rule of row-level security, for the person of a context: functions that read past it on purpose repeat it by this.';
revoke all on function platform.context_sees(jsonb, uuid, boolean) from public;

create type audit.happening as (context jsonb, outcome text, patient_id uuid, detail jsonb);
comment on type audit.happening is 'What is written of one read: the context of who asked, how it ended, whose record it was.';

create function audit.write_of(happenings audit.happening[]) returns void language plpgsql volatile
set plan_cache_mode = force_generic_plan as $$
begin
  insert into audit.event (name, outcome, actor_id, actor_name, actor_roles, session_id, token_id, patient_id, purpose,
      address, device, request_id, detail)
    select c.name, h.outcome, c.actor_id, c.actor_name, string_to_array(coalesce(c.actor_roles, ''), ','), c.session_id,
      c.token_id, h.patient_id, c.purpose, c.address, c.device, c.request_id, h.detail
    from unnest(happenings) as h, jsonb_to_record(h.context) as c (name text, actor_id uuid, actor_name text, actor_roles text,
      session_id uuid, token_id uuid, purpose text, address text, device text, request_id uuid);
end $$;
comment on function audit.write_of(audit.happening[]) is 'Writes the audit events of reads, each with the context in which it was asked.';
revoke all on function audit.write_of(audit.happening[]) from public;
