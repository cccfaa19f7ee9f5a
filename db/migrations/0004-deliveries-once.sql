-- One delivery an endpoint for one event of a session, however often the activity that queues it runs.
alter table webhook_deliveries add column event_seq integer;
create unique index one_delivery_an_event on webhook_deliveries (tenant_id, endpoint_id, session_id, event_seq, event)
  where event_seq is not null;
