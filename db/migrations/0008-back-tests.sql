-- What a check profile would have decided of past sessions: counted page by page, ids, codes and counts only.
create table back_tests (
  tenant_id uuid not null references tenants,
  id uuid not null,
  profile_version_id uuid not null,
  definition text not null, -- as it was when the test began; a draft may change meanwhile
  sha256 text not null,
  member_id uuid not null,
  plan jsonb not null, -- BackTestPlan of db/reads/back-tests.ts: which sessions, seed of the samples
  status text not null check (status in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  failure_code text,
  total integer, -- sessions to be looked at; null until they are counted
  done integer not null default 0,
  place uuid, -- the last session that is counted in the tally
  tally jsonb, -- BackTestTally of rules/back-test-tally.ts, partial until it is done
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, profile_version_id) references check_profile_versions (tenant_id, id)
);
create index back_tests_by_version on back_tests (tenant_id, profile_version_id, id);
create index back_tests_running on back_tests (tenant_id) where status = 'RUNNING';
alter table back_tests enable row level security;
alter table back_tests force row level security;
create policy own_tenant on back_tests
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
