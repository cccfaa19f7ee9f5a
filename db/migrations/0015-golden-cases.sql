-- Cases that a check profile must always decide so: facts only, with no way back to the session that they were taken from.
create table golden_cases (
  tenant_id uuid not null references tenants,
  id uuid not null,
  profile_id uuid not null,
  profile_version_id uuid not null, -- under which the checks ran
  name text not null, -- in a reviewer's words; never anybody's name
  document_type text,
  records jsonb not null, -- check records without regions of pictures
  expected text not null check (expected in ('APPROVE', 'DECLINE', 'ASK_AGAIN', 'REVIEW', 'HOLD_FOR_MASKING')),
  author_id uuid not null,
  created_at timestamptz not null,
  retired_by uuid,
  retired_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, profile_id) references check_profiles (tenant_id, id),
  foreign key (tenant_id, profile_version_id) references check_profile_versions (tenant_id, id)
);
create index golden_cases_by_profile on golden_cases (tenant_id, profile_id, id) where retired_at is null;
alter table golden_cases enable row level security;
alter table golden_cases force row level security;
create policy own_tenant on golden_cases
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
