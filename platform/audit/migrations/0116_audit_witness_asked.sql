-- A witness by e-mail is a person: it gets a checkpoint now and then, and one of them once, however many servers there are.
alter table platform.audit_witness add column asked_at timestamptz;
comment on column platform.audit_witness.asked_at is 'When it was last given one, of a witness that is given one now and then only; null: at once.';
