create index sla_events_in_time on sla_events (kind, at);
