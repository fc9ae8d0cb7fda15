insert into lead_event_kinds (name) values ('paused'), ('resumed');
