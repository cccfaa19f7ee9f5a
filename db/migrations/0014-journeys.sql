-- How applicants came through the screens of the capture: counts and times, nobody's data. Times are the server's own.
alter table sessions add column device_kind text; -- of the browser that opened the link last
create table screen_visits (
  tenant_id uuid not null,
  session_id uuid not null,
  screen text not null,
  visits integer not null,
  total_ms bigint not null, -- of the visits that have ended
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, session_id, screen),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
alter table screen_visits enable row level security;
alter table screen_visits force row level security;
create policy own_tenant on screen_visits
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- What was decided and resolved in a span of time.
create index decisions_by_time on decisions (tenant_id, created_at);
create index cases_by_resolution on cases (tenant_id, resolved_at) where resolved_at is not null;
create index cases_by_opening on cases (tenant_id, opened_at);
