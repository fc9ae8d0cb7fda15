-- A version of a promise that is to hold for open leads as well: since when that is asked for, and since when it is done.
alter table policy_versions add column open_asked_at bigint;
alter table policy_versions add column open_done_at bigint;
