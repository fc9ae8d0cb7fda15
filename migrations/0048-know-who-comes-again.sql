insert into lead_event_kinds (name) values
  ('wrote-again'), ('merged'), ('unmerged'), ('gained'), ('gave-back'), ('kept-apart');

-- Into which lead it was merged; it is kept as it was, so that both can be taken apart again.
alter table leads add column merged_into text references leads (id);

-- The number of a lead that may be the same, and why: JSON, until somebody has said whether it is.
alter table leads add column maybe_same text;

-- What they said about being written to.
alter table leads add column consent text constraint leads_consent check (consent in ('yes', 'no'));

-- By what somebody is found to be known: their mailbox, what stands before its @, their company, their name.
alter table leads add column person_key text;

alter table leads add column mail_name text;

alter table leads add column company_key text;

alter table leads add column name_key text;

-- Those who came before are known by their address as it was written.
update leads set person_key = email_key;

create index leads_of_mailbox on leads (workspace_id, person_key, number) where person_key is not null;

create index leads_of_mail_name on leads (workspace_id, mail_name, number) where mail_name is not null;

create index leads_of_company on leads (workspace_id, company_key, number) where company_key is not null;

create index leads_merged on leads (merged_into) where merged_into is not null;

-- Two leads of which somebody has said that they are not the same: nobody is asked again. `lead_id` has the lower number.
create table lead_pairs (
  lead_id text not null references leads (id),
  other_id text not null references leads (id),
  said_by text not null,
  said_at bigint not null,
  primary key (lead_id, other_id)
);

-- Domains that only send spam, one a line.
alter table lead_settings add column blocked_domains text;

create index lead_pairs_of_other on lead_pairs (other_id);

-- A lead that turns out to be an entry of another one's journal is taken back; nothing should be walked through for that.
create index deliveries_of_lead on deliveries (lead_id) where lead_id is not null;
