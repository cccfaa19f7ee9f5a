-- Decided cases whose right outcome is known. Now and then one is laid before a reviewer again, who is not told; what they make of it
-- is kept here and nowhere else: neither table is read by anything that counts, sends, bills or exports cases.
create table known_cases (
  tenant_id uuid not null references tenants,
  id uuid not null,
  case_id uuid not null,
  expected text not null check (expected in ('APPROVE', 'DECLINE', 'ASK_AGAIN')),
  marked_by uuid not null, -- the person
  created_at timestamptz not null,
  retired_by uuid,
  retired_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  check ((retired_by is null) = (retired_at is null))
);
create unique index known_cases_in_force on known_cases (tenant_id, case_id) where retired_at is null;

-- One look at a known case. To whoever looks it is a case like the one in whose stead it came, with its place, due time and age.
create table known_reviews (
  tenant_id uuid not null,
  id uuid not null,
  known_id uuid not null,
  expected text not null check (expected in ('APPROVE', 'DECLINE', 'ASK_AGAIN')),
  session_id uuid not null,
  attempt_id uuid not null,
  as_of timestamptz not null, -- when the decided case had opened: nothing later is shown
  drawn_for uuid not null, -- the person, or the partner organisation
  instead_of uuid not null, -- the case that was next
  partner_id uuid,
  partner_fields text[] not null default '{}',
  handed_at timestamptz,
  status text not null,
  version integer not null default 1,
  queue text not null,
  priority integer not null,
  assignee_id uuid,
  lease_expires_at timestamptz,
  due_at timestamptz not null,
  escalated_at timestamptz,
  reason_codes text[] not null,
  opened_at timestamptz not null,
  given_at timestamptz not null,
  claimed_at timestamptz,
  resolution text check (resolution in ('APPROVE', 'DECLINE', 'ASK_AGAIN')),
  given_reasons text[] not null default '{}',
  resolved_at timestamptz,
  events jsonb not null default '[]',
  primary key (tenant_id, id),
  foreign key (tenant_id, known_id) references known_cases (tenant_id, id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id),
  foreign key (tenant_id, partner_id) references partners (tenant_id, id),
  unique (tenant_id, drawn_for, session_id),
  unique (tenant_id, drawn_for, instead_of)
);
create index known_reviews_by_session on known_reviews (tenant_id, session_id);
create index known_reviews_held on known_reviews (tenant_id, assignee_id) where status = 'ASSIGNED';
create index known_reviews_of_partners on known_reviews (tenant_id, partner_id) where status in ('OPEN', 'ASSIGNED');

do $$
declare
  name text;
begin
  foreach name in array array['known_cases', 'known_reviews']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;
