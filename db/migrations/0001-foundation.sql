-- Every table of a tenant has (tenant_id, id) as its key, row-level security enabled and forced, and one policy.
-- Columns named *_sealed hold AES-256-GCM boxes (db/crypto); *_index are keyed blind indexes; *_hash are SHA-256.

create schema if not exists auth;

create table tenants (
  id uuid primary key,
  name text not null,
  settings jsonb not null,
  created_at timestamptz not null
);

create table tenant_keys (
  tenant_id uuid not null references tenants,
  id uuid not null,
  provider text not null,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  primary key (tenant_id, id)
);

create table members (
  tenant_id uuid not null references tenants,
  id uuid not null,
  user_id text not null,
  display_name text not null,
  roles text[] not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, user_id)
);

create table api_keys (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  hint text not null,
  secret_hash bytea not null unique,
  scopes text[] not null,
  sandbox boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);

create table check_profiles (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (tenant_id, id)
);

create table check_profile_versions (
  tenant_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  number integer not null,
  status text not null check (status in ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'SUPERSEDED', 'ARCHIVED')),
  definition text not null, -- canonical JSON, the very bytes that sha256 covers
  sha256 text not null,
  author_id uuid not null,
  publisher_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  published_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, profile_id, number),
  foreign key (tenant_id, profile_id) references check_profiles (tenant_id, id),
  check (publisher_id is null or publisher_id <> author_id)
);
create unique index one_published_version on check_profile_versions (tenant_id, profile_id) where status = 'PUBLISHED';

create table applicants (
  tenant_id uuid not null references tenants,
  id uuid not null,
  external_id_sealed bytea not null,
  external_id_index bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, external_id_index)
);

create table sessions (
  tenant_id uuid not null references tenants,
  id uuid not null,
  applicant_id uuid not null,
  status text not null,
  event_seq integer not null default 0,
  method text not null,
  regime text not null,
  regulation_label text,
  accepted_documents text[] not null,
  document_type text,
  locale text not null,
  check_profile_version_id uuid not null,
  sandbox boolean not null,
  redirect_url text,
  wrapped_key bytea, -- the session's data key, wrapped by the tenant's key; null once destroyed
  declared_sealed bytea,
  person_index bytea, -- folded name and birth date, keyed: finds double registration
  asked_slots text[] not null,
  attempt_number integer not null default 1,
  reason_codes text[] not null default '{}',
  consent_version text,
  consented_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  redacted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, applicant_id) references applicants (tenant_id, id),
  foreign key (tenant_id, check_profile_version_id) references check_profile_versions (tenant_id, id)
);
create index sessions_by_status on sessions (tenant_id, status, id);
create index sessions_by_applicant on sessions (tenant_id, applicant_id, id);
create index sessions_by_person on sessions (tenant_id, person_index) where person_index is not null;

create table attempts (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  number integer not null,
  asked_slots text[] not null,
  started_at timestamptz not null,
  submitted_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, session_id, number),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);

create table blobs (
  tenant_id uuid not null,
  key text not null,
  session_id uuid not null,
  kind text not null check (kind in ('ORIGINAL', 'MASKED', 'RECTIFIED', 'PORTRAIT')),
  content_type text not null,
  size integer not null,
  sha256 text not null,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (tenant_id, key),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);

create table captures (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  attempt_id uuid not null,
  slot text not null,
  frames jsonb not null, -- [{ bytes, atMs }]
  original_key text not null,
  masked_key text, -- MASKED: safe for a reviewer's eyes
  rectified_key text, -- RECTIFIED: masked and upright
  challenge_id uuid,
  accepted boolean not null,
  verdict jsonb not null,
  received_at timestamptz not null,
  superseded_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, attempt_id) references attempts (tenant_id, id)
);
create index captures_by_session on captures (tenant_id, session_id, received_at);
create unique index one_current_capture on captures (tenant_id, session_id, slot) where accepted and superseded_at is null;

create table challenges (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  attempt_id uuid not null,
  directions text[] not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, attempt_id) references attempts (tenant_id, id)
);

create table extractions (
  tenant_id uuid not null,
  attempt_id uuid not null,
  reading_sealed bytea not null, -- DocumentReading as JSON
  created_at timestamptz not null,
  primary key (tenant_id, attempt_id),
  foreign key (tenant_id, attempt_id) references attempts (tenant_id, id)
);

create table check_results (
  tenant_id uuid not null,
  attempt_id uuid not null,
  key text not null,
  record jsonb not null, -- CheckResult
  created_at timestamptz not null,
  primary key (tenant_id, attempt_id, key),
  foreign key (tenant_id, attempt_id) references attempts (tenant_id, id)
);

create table decisions (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  attempt_id uuid not null,
  outcome text not null check (outcome in ('APPROVE', 'DECLINE', 'ASK_AGAIN', 'REVIEW')),
  decided_by text not null check (decided_by in ('SYSTEM', 'REVIEWER')),
  member_id uuid,
  reason_codes text[] not null,
  slots text[] not null default '{}',
  check_profile_version_id uuid not null,
  profile_sha256 text not null,
  rule_id text,
  trace jsonb not null,
  internal_note_sealed bytea,
  applicant_message_sealed bytea,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
-- A session is never decided twice: at most one deciding row an attempt.
create unique index one_decision_an_attempt on decisions (tenant_id, attempt_id) where outcome <> 'REVIEW';
create index decisions_by_session on decisions (tenant_id, session_id, created_at);

create table cases (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  attempt_id uuid not null,
  status text not null,
  version integer not null default 1,
  queue text not null,
  priority integer not null,
  assignee_id uuid,
  lease_expires_at timestamptz,
  due_at timestamptz not null,
  reason_codes text[] not null,
  resolution text,
  opened_at timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, attempt_id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
create index cases_waiting on cases (tenant_id, status, priority desc, due_at, id);

create table case_events (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  type text not null,
  member_id uuid,
  at timestamptz not null,
  detail jsonb not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id)
);
create index case_events_by_case on case_events (tenant_id, case_id, at);

create table capture_links (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  code_hash bytea not null unique,
  single_use boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id)
);

-- A browser that exchanged a link's code: one live device a session.
create table capture_devices (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
create index capture_devices_by_session on capture_devices (tenant_id, session_id);

-- Sealed words on their way into a workflow, so that no payload of Temporal carries them.
create table inbox (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  content_sealed bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);

create table idempotency_keys (
  tenant_id uuid not null,
  operation text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  result_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, operation, key_hash)
);

create table webhook_endpoints (
  tenant_id uuid not null,
  id uuid not null,
  url text not null,
  events text[] not null,
  secret_sealed bytea not null,
  previous_secret_sealed bytea,
  previous_secret_until timestamptz,
  sandbox boolean not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (tenant_id, id)
);

create table webhook_deliveries (
  tenant_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  session_id uuid,
  event text not null,
  body text not null, -- the raw bytes that are signed; ids and codes only
  status text not null check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts jsonb not null default '[]', -- [{ number, at, httpStatus, durationMs, errorCode }]
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints (tenant_id, id)
);
create index deliveries_by_endpoint on webhook_deliveries (tenant_id, endpoint_id, id);

create table audit_heads (
  tenant_id uuid primary key references tenants,
  seq bigint not null,
  hash bytea not null
);

create table audit_events (
  tenant_id uuid not null references tenants,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('SYSTEM', 'MEMBER', 'API_KEY', 'APPLICANT')),
  actor_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid not null,
  canonical text not null, -- the text that is hashed
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
create index audit_events_by_subject on audit_events (tenant_id, subject_kind, subject_id, seq);

do $$
declare
  name text;
begin
  foreach name in array array[
    'tenant_keys', 'members', 'api_keys', 'check_profiles', 'check_profile_versions', 'applicants', 'sessions',
    'attempts', 'blobs', 'captures', 'challenges', 'extractions', 'check_results', 'decisions', 'cases', 'case_events',
    'capture_links', 'capture_devices', 'inbox', 'idempotency_keys', 'webhook_endpoints', 'webhook_deliveries',
    'audit_heads', 'audit_events']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)
       with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', name);
  end loop;
end
$$;

alter table tenants enable row level security;
alter table tenants force row level security;
create policy own_tenant on tenants using (id = nullif(current_setting('app.tenant_id', true), '')::uuid)
  with check (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
