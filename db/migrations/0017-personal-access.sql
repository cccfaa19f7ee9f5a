-- A member may see personal data of one session for a while, and has said why.
create table personal_reveals (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  member_id uuid not null,
  kinds text[] not null, -- of domain/personal-data.ts
  purpose text not null,
  reason_sealed bytea not null,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
create index personal_reveals_by_member on personal_reveals (tenant_id, member_id, session_id, expires_at);

-- Who saw a person: a row for viewer, session, hour and what allowed it, however often they looked.
create table person_views (
  tenant_id uuid not null,
  session_id uuid not null,
  viewer_kind text not null check (viewer_kind in ('MEMBER', 'API_KEY')),
  viewer_id uuid not null,
  why text not null check (why in ('REVIEW', 'REVEAL', 'KEY', 'PARTNER', 'MASKING')),
  grounds uuid not null, -- the case, the reveal, or the viewer
  hour timestamptz not null,
  first_at timestamptz not null,
  kinds text[] not null,
  primary key (tenant_id, session_id, hour, viewer_kind, viewer_id, why, grounds),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);

-- Which sessions a CSV with personal data holds, a part at a time; it outlives the file. Ids are 16 bytes each, newest first.
create table export_contents (
  tenant_id uuid not null,
  export_id uuid not null,
  number integer not null,
  newest_id uuid not null,
  oldest_id uuid not null,
  session_ids bytea not null,
  primary key (tenant_id, export_id, number),
  foreign key (tenant_id, export_id) references exports (tenant_id, id)
);
create index export_contents_by_session on export_contents (tenant_id, oldest_id, newest_id);

do $$
declare
  name text;
begin
  foreach name in array array['personal_reveals', 'person_views', 'export_contents']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;
