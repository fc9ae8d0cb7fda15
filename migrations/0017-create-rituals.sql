create table rituals (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  kind text not null,
  version bigint not null,
  state text not null constraint rituals_state check (state in ('active', 'paused', 'ended', 'degraded')),
  paused_until_on text,
  -- Grows with everything that is decided about its dates: whoever writes that holds this row.
  decisions bigint not null,
  created_at bigint not null
);

create index rituals_of_kind on rituals (workspace_id, kind);

create table ritual_versions (
  ritual_id text not null references rituals (id),
  version bigint not null,
  config text not null,
  created_by text not null,
  created_at bigint not null,
  primary key (ritual_id, version)
);

-- Who was in the channel of a ritual that asks everybody there.
create table ritual_members (
  ritual_id text not null references rituals (id),
  person_id text not null,
  primary key (ritual_id, person_id)
);

create table ritual_occurrences (
  id text not null primary key,
  ritual_id text not null references rituals (id),
  -- The date where the team is.
  team_on text not null,
  version bigint not null,
  state text not null constraint ritual_occurrences_state check (state in ('planned', 'open', 'closed', 'skipped')),
  skipped_because text,
  own text,
  opens_at bigint not null,
  closes_at bigint not null,
  opened_at bigint,
  closed_at bigint,
  foreign key (ritual_id, version) references ritual_versions (ritual_id, version),
  constraint ritual_occurrences_explained check ((skipped_because is not null) = (state = 'skipped')),
  unique (ritual_id, team_on)
);

create unique index ritual_occurrences_next on ritual_occurrences (ritual_id) where state = 'planned';
create index ritual_occurrences_open on ritual_occurrences (ritual_id) where state = 'open';

create table ritual_slots (
  id text not null primary key,
  occurrence_id text not null references ritual_occurrences (id),
  ritual_id text not null references rituals (id),
  person_id text not null,
  team_on text not null,
  -- The date on which they are asked, where they are.
  local_on text not null,
  zone text not null,
  due_at bigint not null,
  remind_at bigint,
  close_at bigint not null,
  state text not null constraint ritual_slots_state check (
    state in ('pending', 'sent', 'answered', 'skipped', 'excused', 'missed', 'bot-missed', 'unreachable')),
  reason text,
  detail text,
  is_optional bigint not null constraint ritual_slots_is_optional check (is_optional in (0, 1)),
  is_late bigint not null constraint ritual_slots_is_late check (is_late in (0, 1)),
  is_fatigued bigint not null constraint ritual_slots_is_fatigued check (is_fatigued in (0, 1)),
  prompted_at bigint,
  reminded_at bigint,
  touched_at bigint,
  answered_at bigint,
  edited_at bigint,
  constraint ritual_slots_explained check (state not in ('excused', 'bot-missed', 'unreachable') or reason is not null),
  unique (occurrence_id, person_id)
);

-- Nobody is prompted twice on one of their dates, wherever they fly.
create unique index ritual_slots_prompted_once on ritual_slots (ritual_id, person_id, local_on) where prompted_at is not null;
create index ritual_slots_unsettled on ritual_slots (occurrence_id) where state in ('pending', 'sent');
create index ritual_slots_of_person on ritual_slots (person_id, team_on);
