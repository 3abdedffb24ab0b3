// Plain SQL on a connection of the database's owner: the application itself may only read codes.

export const stage = `
  create temporary table incoming (
    line int generated always as identity, code text, display text, terms text[], kinds text[], active boolean,
    parents text[], properties jsonb, common smallint
  ) on commit drop;
  create temporary table incoming_map (code text, system text, target text, equivalence text) on commit drop`;

export const copyCodes = 'copy incoming (code, display, terms, kinds, active, parents, properties, common) from stdin';
export const copyMaps = 'copy incoming_map (code, system, target, equivalence) from stdin';

/** What is told twice is taken once, as it was told first. Counts are taken before anything changes. */
export const prepare = `
  delete from incoming a using incoming b where a.code = b.code and a.line > b.line;
  create unique index on incoming (code);
  analyze incoming`;

export const count = `
  select count(*)::int as codes,
    count(*) filter (where c.id is null)::int as added,
    count(*) filter (where c.id is not null and (c.display, c.active, c.parents, c.properties) is distinct from (i.display, i.active, i.parents, i.properties))::int as changed,
    (select count(*)::int from terminology.concept old where old.system_id = $1 and old.active
      and not coalesce((select n.active from incoming n where n.code = old.code), not $2)) as retired
  from incoming i left join terminology.concept c on c.system_id = $1 and c.code = i.code`;

/** Within the same transaction: what is found is what is there. */
export const rebuildSearch = 'select terminology.rebuild_search()';

/** Words that we brought ourselves stay beside the official ones: people type “sugar” for diabetes. */
export const merge = `
  insert into terminology.concept as c (system_id, code, display, terms, kinds, active, parents, properties, common, since, release)
  select $1, code, display, terms, kinds, active, parents, properties, common, $2, $2 from incoming
  on conflict (system_id, code) do update set
    display = excluded.display,
    terms = case when c.since = 'starter' then array(select distinct unnest(c.terms || excluded.terms)) else excluded.terms end,
    kinds = case when c.since = 'starter' then array(select distinct unnest(c.kinds || excluded.kinds)) else excluded.kinds end,
    active = excluded.active, parents = excluded.parents,
    properties = case when c.since = 'starter' then c.properties || excluded.properties else excluded.properties end,
    common = greatest(c.common, excluded.common), release = excluded.release`;

export const retire = `
  update terminology.concept c set active = false
  where c.system_id = $1 and c.active and not exists (select from incoming i where i.code = c.code)`;

export const mergeMaps = `
  insert into terminology.concept_map (system_id, code, target_system_id, target, equivalence, release)
  select distinct on (m.code, s.id, m.target) $1::smallint, m.code, s.id, m.target, m.equivalence, $2
  from incoming_map m join terminology.code_system s on s.url = m.system
  on conflict (system_id, code, target_system_id, target) do update set equivalence = excluded.equivalence, release = excluded.release`;

export const dropOldMaps = 'delete from terminology.concept_map where system_id = $1 and release <> $2';
