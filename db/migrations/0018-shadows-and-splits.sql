-- A version that decides beside the one in force and changes nothing: what it would have said of each attempt.
create table shadow_runs (
  tenant_id uuid not null references tenants,
  id uuid not null,
  profile_id uuid not null,
  profile_version_id uuid not null,
  definition text not null, -- as it was when the run began; a draft may change meanwhile
  sha256 text not null,
  member_id uuid not null,
  status text not null check (status in ('RUNNING', 'STOPPED')),
  started_at timestamptz not null,
  stopped_at timestamptz,
  stopped_by uuid, -- null: another run of the version took its place
  primary key (tenant_id, id),
  unique (tenant_id, profile_version_id, sha256),
  foreign key (tenant_id, profile_id) references check_profiles (tenant_id, id),
  foreign key (tenant_id, profile_version_id) references check_profile_versions (tenant_id, id)
);
create index shadow_runs_running on shadow_runs (tenant_id, profile_id) where status = 'RUNNING';
alter table shadow_runs enable row level security;
alter table shadow_runs force row level security;
create policy own_tenant on shadow_runs
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- One a run and attempt; a run is one version with one definition. Codes only.
create table shadow_decisions (
  tenant_id uuid not null,
  run_id uuid not null,
  attempt_id uuid not null,
  session_id uuid not null,
  live text not null, -- what the rules in force said, before the story makes of it what it can do
  live_rule text, -- null: no rule held
  shadow text, -- null: it failed
  shadow_rule text,
  told boolean not null, -- false: hangs on checks of which nothing is stored
  untold text[] not null default '{}',
  failure_code text,
  created_at timestamptz not null,
  primary key (tenant_id, run_id, attempt_id),
  check (shadow is not null or failure_code is not null),
  foreign key (tenant_id, run_id) references shadow_runs (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
create index shadow_decisions_that_differ on shadow_decisions (tenant_id, run_id, created_at) where shadow <> live;
alter table shadow_decisions enable row level security;
alter table shadow_decisions force row level security;
create policy own_tenant on shadow_decisions
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- A second approved version that decides a share of the new sessions, until somebody or a guard rail stops it.
create table split_tests (
  tenant_id uuid not null references tenants,
  id uuid not null,
  profile_id uuid not null,
  main_version_id uuid not null,
  challenger_version_id uuid not null,
  share integer not null check (share between 1 and 50), -- per cent
  guards jsonb not null, -- SplitGuards of domain/split-test.ts
  member_id uuid not null,
  status text not null check (status in ('RUNNING', 'STOPPED')),
  started_at timestamptz not null,
  stopped_at timestamptz,
  stopped_by uuid, -- null: a guard rail, or another version in force
  stop_reason text check (stop_reason in ('MEMBER', 'AUTO_APPROVE', 'HUMAN_REVIEW', 'OVERTURN', 'MAIN_CHANGED')),
  stop_figures jsonb, -- what the guard rail saw
  primary key (tenant_id, id),
  check (status <> 'STOPPED' or (stopped_at is not null and stop_reason is not null)),
  foreign key (tenant_id, profile_id) references check_profiles (tenant_id, id),
  foreign key (tenant_id, main_version_id) references check_profile_versions (tenant_id, id),
  foreign key (tenant_id, challenger_version_id) references check_profile_versions (tenant_id, id)
);
create unique index one_split_at_a_time on split_tests (tenant_id, profile_id) where status = 'RUNNING';
create index split_tests_by_profile on split_tests (tenant_id, profile_id, id);
alter table split_tests enable row level security;
alter table split_tests force row level security;
create policy own_tenant on split_tests
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- The first machine decision of each session of a split, and what a person made of it.
create table split_cases (
  tenant_id uuid not null,
  split_id uuid not null,
  session_id uuid not null,
  attempt_id uuid not null,
  arm text not null check (arm in ('MAIN', 'CHALLENGER')),
  machine text not null,
  human text,
  decided_at timestamptz not null,
  primary key (tenant_id, split_id, session_id),
  foreign key (tenant_id, split_id) references split_tests (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
alter table split_cases enable row level security;
alter table split_cases force row level security;
create policy own_tenant on split_cases
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
