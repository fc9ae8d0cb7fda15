-- What each card of a retro brings up, made when the cards are shown. Dots lie on topics, whatever these become part of.
create table retro_topics (
  id text not null primary key,
  retro_id text not null references retros (id),
  -- Cards are kept in two tables, and are not for ever.
  card_id text not null,
  -- From 1, in the order in which the cards were shown.
  position bigint not null,
  -- The first topic of its group; its own id while it stands alone.
  group_id text not null,
  unique (retro_id, card_id),
  unique (retro_id, position)
);

-- The vote of a retro. After its end only how many voted is known: of each team, or of both together where that might say how
-- somebody has voted.
create table retro_votes (
  retro_id text not null primary key references retros (id),
  -- How many dots each person has.
  dots bigint not null,
  -- How often topics were merged or taken apart, or the dots changed.
  changes bigint not null,
  sales_voters bigint,
  marketing_voters bigint,
  joint_voters bigint,
  constraint retro_votes_each check ((sales_voters is null) = (marketing_voters is null)),
  constraint retro_votes_joint check (joint_voters is null or sales_voters is null)
);

-- What was done to the topics, and by whom; `undoes` is the change that it takes back.
create table retro_topic_changes (
  retro_id text not null references retro_votes (retro_id),
  seq bigint not null,
  kind text not null constraint retro_topic_changes_kind check (
    kind in ('merged', 'suggested', 'taken-out', 'undone', 'dots')
  ),
  undoes bigint,
  by_person text not null,
  at bigint not null,
  gesture text,
  constraint retro_topic_changes_undoes check ((undoes is not null) = (kind = 'undone')),
  primary key (retro_id, seq)
);

create unique index retro_topic_changes_of_gesture on retro_topic_changes (gesture) where gesture is not null;

create unique index retro_topic_changes_undone on retro_topic_changes (retro_id, undoes) where undoes is not null;

create table retro_topic_moves (
  retro_id text not null,
  seq bigint not null,
  topic_id text not null references retro_topics (id),
  from_id text not null references retro_topics (id),
  to_id text not null references retro_topics (id),
  primary key (retro_id, seq, topic_id),
  foreign key (retro_id, seq) references retro_topic_changes (retro_id, seq)
);

-- How often somebody has sent their dots: whoever changes them has seen those before. Both go when the vote is over.
create table retro_voters (
  retro_id text not null references retro_votes (retro_id),
  person_id text not null,
  turns bigint not null,
  primary key (retro_id, person_id)
);

create table retro_ballots (
  retro_id text not null references retro_votes (retro_id),
  voter_id text not null,
  topic_id text not null references retro_topics (id),
  slot bigint not null constraint retro_ballots_slot check (slot in (1, 2)),
  side text not null constraint retro_ballots_side check (side in ('sales', 'marketing')),
  primary key (retro_id, voter_id, topic_id, slot)
);

-- What is left of the ballots.
create table retro_tallies (
  topic_id text not null primary key references retro_topics (id),
  retro_id text not null references retro_votes (retro_id),
  sales bigint,
  marketing bigint,
  joint bigint,
  constraint retro_tallies_each check ((sales is null) = (marketing is null) and (sales is null) = (joint is not null))
);

create index retro_tallies_of_retro on retro_tallies (retro_id);
