-- Files that are made in the background: a CSV of sessions, or the evidence of one. They lie sealed in the blob store, in parts,
-- under a key of their own; without that key (wrapped_key is null) nothing of them can be read any more.
create table exports (
  tenant_id uuid not null references tenants,
  id uuid not null,
  kind text not null check (kind in ('SESSIONS_CSV', 'EVIDENCE_PACKAGE')),
  status text not null check (status in ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')),
  session_id uuid, -- whose evidence; null for a CSV
  sandbox boolean, -- which side it shows; null: both
  spec jsonb not null, -- columns, filter, encoding …: keys, codes and blind indexes only
  actor_kind text not null,
  actor_id uuid,
  wrapped_key bytea,
  rows_total integer,
  rows_done integer not null default 0,
  size bigint not null default 0,
  sha256 text, -- of a package; a CSV is sealed part by part
  failure_code text,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (tenant_id, id)
);
create index exports_by_session on exports (tenant_id, session_id, id) where session_id is not null;

create table export_parts (
  tenant_id uuid not null,
  export_id uuid not null,
  number integer not null,
  key text not null,
  size integer not null, -- of what was sealed
  rows integer not null,
  last_id uuid, -- of its last session: the next part goes on behind it
  primary key (tenant_id, export_id, number),
  foreign key (tenant_id, export_id) references exports (tenant_id, id)
);

create table export_presets (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  spec jsonb not null,
  author_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

-- Ed25519 keys that sign evidence. A retired one signs nothing more; its public half stays, to check what it signed.
create table signing_keys (
  tenant_id uuid not null references tenants,
  id uuid not null,
  public_key text not null, -- PEM, SPKI
  private_sealed bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (tenant_id, id)
);
create unique index one_signing_key on signing_keys (tenant_id) where retired_at is null;

create table replay_certificates (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  certificate text not null, -- JSON: hashes, codes and yes or no
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
create index replay_certificates_by_session on replay_certificates (tenant_id, session_id, id);

do $$
declare
  name text;
begin
  foreach name in array array['exports', 'export_parts', 'export_presets', 'signing_keys', 'replay_certificates']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;
