-- Backups may lie in a folder or in a store elsewhere, and the setting may change: each keeps where it was put.
alter table platform.backup add column place text check (place ~ '\S');
comment on column platform.backup.place is 'The folder or the store that it was written to, without what is secret; null: made before this was kept.';
