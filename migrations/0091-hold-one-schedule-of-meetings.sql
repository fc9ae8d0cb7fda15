-- A workspace has one schedule of meetings and one of pairs. Where two were made in the same moment, the first is the one.
update rituals set state = 'ended'
where kind in ('meeting', 'pairing') and state <> 'ended' and exists (
  select 1 from rituals as earlier
  where earlier.workspace_id = rituals.workspace_id and earlier.kind = rituals.kind and earlier.state <> 'ended'
    and (earlier.created_at < rituals.created_at
      or (earlier.created_at = rituals.created_at and earlier.id < rituals.id)));

create unique index rituals_only_one on rituals (workspace_id, kind) where kind in ('meeting', 'pairing') and state <> 'ended';
