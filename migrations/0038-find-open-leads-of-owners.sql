-- Leads keep their owner when they are closed: whoever looks for those that somebody works on should not walk past all that
-- they ever had.
drop index leads_of_owner;

create index leads_of_owner on leads (owner_id, stage, received_at) where owner_id is not null;
