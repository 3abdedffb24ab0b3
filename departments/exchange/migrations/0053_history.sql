-- The history of a type is read newest first, a page at a time: by an index for the versions that were replaced, beside
-- that of the records for those which stand.
create index resource_history_type on records.resource_history (type, last_updated desc, id desc);
