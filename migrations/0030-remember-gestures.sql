-- What Slack calls one press, word or form. Slack may deliver it again, to another process and later: whoever writes its effect
-- writes its name with it, and a second effect of the same name is refused.
alter table lead_events add column gesture text;
create unique index lead_events_by_gesture on lead_events (gesture) where gesture is not null;

alter table ask_events add column gesture text;
create unique index ask_events_by_gesture on ask_events (gesture) where gesture is not null;

alter table ritual_versions add column gesture text;
create unique index ritual_versions_by_gesture on ritual_versions (gesture) where gesture is not null;

alter table policy_versions add column gesture text;
create unique index policy_versions_by_gesture on policy_versions (gesture) where gesture is not null;

alter table endpoint_secrets add column gesture text;
create unique index endpoint_secrets_by_gesture on endpoint_secrets (gesture) where gesture is not null;

alter table holiday_lists add column gesture text;
create unique index holiday_lists_by_gesture on holiday_lists (gesture) where gesture is not null;

-- The last press that switched it.
alter table people add column quiet_gesture text;
