-- For reads that are one statement: a function enters as the actor, reads under row-level security, and writes its audit
-- event, so that the read and its event are kept together or not at all.

create function platform.enter(context jsonb) returns void language plpgsql volatile as $$
begin
  perform set_config('openward.actor', coalesce(context ->> 'actor', ''), true),
    set_config('openward.scope', coalesce(context ->> 'scope', ''), true),
    set_config('openward.patient', coalesce(context ->> 'patient', ''), true),
    set_config('openward.clearance', coalesce(context ->> 'clearance', ''), true);
end $$;
comment on function platform.enter(jsonb) is
  'Sets the transaction-local settings of row-level security, as BEGIN does elsewhere. It gives no right that the login did not have.';

create function audit.write_of(context jsonb, p_outcome text, p_patient_id uuid, p_detail jsonb) returns void
language plpgsql volatile as $$
begin
  insert into audit.event (name, outcome, actor_id, actor_name, actor_roles, session_id, token_id, patient_id, purpose,
      address, device, request_id, detail)
    values (context ->> 'name', p_outcome, (context ->> 'actor_id')::uuid, context ->> 'actor_name',
      string_to_array(coalesce(context ->> 'actor_roles', ''), ','), (context ->> 'session_id')::uuid,
      (context ->> 'token_id')::uuid, p_patient_id, context ->> 'purpose', context ->> 'address', context ->> 'device',
      (context ->> 'request_id')::uuid, p_detail);
end $$;
comment on function audit.write_of(jsonb, text, uuid, jsonb) is 'Writes the audit event of the request that the context describes.';

revoke all on function platform.enter(jsonb), audit.write_of(jsonb, text, uuid, jsonb) from public;
grant execute on function platform.enter(jsonb), audit.write_of(jsonb, text, uuid, jsonb) to openward_app;
