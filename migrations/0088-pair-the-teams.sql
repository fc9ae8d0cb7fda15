-- Who meets whom: one of sales and one of marketing, every few weeks. Each run of the ritual is decided once.
create table pairing_runs (
  occurrence_id text not null primary key references ritual_occurrences (id),
  ritual_id text not null references rituals (id),
  workspace_id text not null references workspaces (id),
  -- paired: people were paired. Else why not: nobody of a team was there.
  outcome text not null constraint pairing_runs_outcome check (outcome in ('paired', 'no-sales', 'no-marketing')),
  ran_at bigint not null,
  -- Until when they have time.
  until_at bigint not null
);

create index pairing_runs_of_ritual on pairing_runs (ritual_id, ran_at);

create table pairings (
  id text not null primary key,
  occurrence_id text not null references pairing_runs (occurrence_id),
  -- What they begin with: a lead or a campaign, if there is one.
  lead_id text,
  campaign text,
  -- off: too few are left of it; over: the time has passed and nobody has said that they met.
  state text not null constraint pairings_state check (state in ('open', 'met', 'off', 'over')),
  met_at bigint,
  met_by text,
  constraint pairings_met check ((state = 'met') = (met_at is not null))
);

create index pairings_of_run on pairings (occurrence_id);

create index pairings_about on pairings (lead_id) where lead_id is not null;

create index pairings_open on pairings (occurrence_id) where state = 'open';

create table pairing_people (
  occurrence_id text not null references pairing_runs (occurrence_id),
  person_id text not null,
  side text not null constraint pairing_people_side check (side in ('sales', 'marketing')),
  -- None for somebody for whom nobody was left.
  pairing_id text references pairings (id),
  -- skipped: not this time; gone: they have left.
  state text not null constraint pairing_people_state check (state in ('in', 'left-out', 'skipped', 'gone')),
  -- The press by which they skipped: Slack may deliver it again when they have come back.
  skip_gesture text,
  skipped_at bigint,
  -- Whether they wrote down what they learned; not when: a retro may be without names.
  has_learned bigint not null default 0 constraint pairing_people_has_learned check (has_learned in (0, 1)),
  primary key (occurrence_id, person_id),
  constraint pairing_people_left_out check ((state = 'left-out') = (pairing_id is null))
);

create index pairing_people_of_pairing on pairing_people (pairing_id) where pairing_id is not null;

create index pairing_people_of_person on pairing_people (person_id, occurrence_id);

-- Who wants no partner for a while, whoever pairs them.
create table pairing_breaks (
  person_id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- The first date on which they can be paired again.
  until_on text not null,
  gesture text
);
