-- Who looked through the inventory of assets, and what it was then. The inventory itself is nowhere: it is made from the settings each time.

create table compliance.asset_review (
  id uuid primary key default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  by uuid not null default platform.actor_id() constraint asset_review_account references auth.account (id),
  by_name text not null check (length(btrim(by_name)) between 1 and 200),
  note text not null default '' check (length(note) <= 2000),
  assets jsonb not null constraint asset_review_is_a_list check (jsonb_typeof(assets) = 'array'),
  sum text not null check (sum ~ '^[0-9a-f]{64}$')
);
create index asset_review_at on compliance.asset_review (at desc);
comment on table compliance.asset_review is 'Personal (staff): reviews of the inventory of assets. Sensitivity low. Kept ten years; nothing of it changes.';
comment on column compliance.asset_review.id is 'Key.';
comment on column compliance.asset_review.at is 'When.';
comment on column compliance.asset_review.by is 'Who looked it through. Personal (staff).';
comment on column compliance.asset_review.by_name is 'Their name then. Personal (staff).';
comment on column compliance.asset_review.note is 'What they wrote to it.';
comment on column compliance.asset_review.assets is 'The inventory as it was: what a later one is held against.';
comment on column compliance.asset_review.sum is 'SHA-256 of it, by which the reviewer named what was seen.';

alter table compliance.asset_review enable row level security;
alter table compliance.asset_review force row level security;
create policy asset_review_kept on compliance.asset_review to openward_app
  using (platform.scope() in ('system', 'staff')) with check (platform.scope() = 'staff' and by = platform.actor_id());
grant select, insert (by_name, note, assets, sum) on compliance.asset_review to openward_app;
