-- Whoever looks at the shelf looks for those that come back first; nobody looks for a reason alone.
drop index leads_with_reason;

create index leads_on_shelf on leads (returns_at) where returns_at is not null;
