-- A switchboard's number, or one that a form fills in, may be that of thousands: of a number the newest leads are looked at.
drop index leads_with_phone;

create index leads_with_phone on leads (workspace_id, phone_key, number) where phone_key is not null;
