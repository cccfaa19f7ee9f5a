-- Each section of a tenant's settings counts its changes, so that two people who edit it at once are told.
alter table tenants add column section_versions jsonb not null default '{}';

-- The company's sign on the applicant's screens: re-encoded by us, shown to everybody who has a link. Kept while a page may ask for it.
create table brand_logos (
  tenant_id uuid not null references tenants,
  sha256 text not null,
  png bytea not null,
  width integer not null,
  height integer not null,
  created_at timestamptz not null,
  primary key (tenant_id, sha256)
);

-- What applicants were shown, version by version: a consent names the one that it was given to.
create table capture_texts (
  tenant_id uuid not null references tenants,
  version integer not null,
  texts jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, version)
);

do $$
declare
  name text;
begin
  foreach name in array array['brand_logos', 'capture_texts']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;

-- What was erased when its term ended, what is kept from that, and the day from which some laws count.
alter table sessions add column contract_ended_on text; -- YYYY-MM-DD, a day in Japan
alter table sessions add column pictures_erased_at timestamptz;
alter table sessions add column films_erased_at timestamptz;
alter table sessions add column legal_hold_at timestamptz;
alter table sessions add column legal_hold_reason text; -- a code
alter table sessions add column legal_hold_by uuid;
create index sessions_with_pictures on sessions (tenant_id, status, (coalesce(decided_at, updated_at)))
  where redacted_at is null and pictures_erased_at is null;
create index sessions_not_redacted on sessions (tenant_id, status, (coalesce(decided_at, updated_at))) where redacted_at is null;

-- Words that wait for a session's story are erased with the session.
alter table inbox add column session_id uuid;
create index inbox_by_session on inbox (tenant_id, session_id) where session_id is not null;
