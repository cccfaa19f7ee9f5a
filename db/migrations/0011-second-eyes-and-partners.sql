-- Who answers for a member: a service reviewer (a program, without a login) has a person behind it. Four eyes are two persons' eyes.
alter table members add column person_member_id uuid;
alter table members add column is_service boolean not null default false;

-- Partner organisations that review for the company, with what the contract says.
create table partners (
  tenant_id uuid not null references tenants,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  queues text[] not null, -- cases of these queues go there by themselves
  fields text[] not null, -- of the document, seen beside those of open checks
  lease_ms integer not null check (lease_ms > 0),
  due_ms integer not null check (due_ms > 0),
  yen_per_accepted integer not null check (yen_per_accepted >= 0),
  yen_per_resolved integer not null check (yen_per_resolved >= 0),
  yen_per_minute integer not null check (yen_per_minute >= 0),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);

alter table members add column partner_id uuid;
alter table members add foreign key (tenant_id, partner_id) references partners (tenant_id, id);
-- a guest has the guest's role and no other
alter table members add check (partner_id is null or roles <@ array['OUTSOURCED_REVIEWER']);

-- Whose look comes next (domain/case-state.ts), who may not give it, and where the case lies.
alter table cases add column stage text not null default 'FIRST';
alter table cases add column submitter_id uuid; -- the person who opened the session, where it was one of the staff
alter table cases add column partner_id uuid;
alter table cases add foreign key (tenant_id, partner_id) references partners (tenant_id, id);

-- What each person made of a case that more than one looks at. No decision: that is made once, when they agree.
create table case_opinions (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  stage text not null check (stage in ('FIRST', 'SECOND', 'SUPERVISOR')),
  member_id uuid not null,
  person_id uuid not null,
  resolution text not null check (resolution in ('APPROVE', 'DECLINE', 'ASK_AGAIN')),
  reason_codes text[] not null,
  slots text[] not null,
  internal_note_sealed bytea,
  applicant_message_sealed bytea,
  checklist_sealed bytea,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, case_id, stage),
  foreign key (tenant_id, case_id) references cases (tenant_id, id)
);

-- A case's stay with a partner, which is a line of the invoice once it is over. Prices are the contract's on that day.
create table case_handovers (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  partner_id uuid not null,
  handed_at timestamptz not null,
  handed_by uuid, -- null: by the rules
  due_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  working_since timestamptz,
  worked_ms bigint not null default 0,
  ended_at timestamptz,
  ending text check (ending in ('RESOLVED', 'HANDED_BACK', 'RECALLED', 'WITHDRAWN')),
  fields text[] not null,
  yen_per_accepted integer not null,
  yen_per_resolved integer not null,
  yen_per_minute integer not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, partner_id) references partners (tenant_id, id),
  check ((ended_at is null) = (ending is null))
);
create unique index one_handover_at_a_time on case_handovers (tenant_id, case_id) where ended_at is null;
create index handovers_by_partner on case_handovers (tenant_id, partner_id, ended_at, due_at, id);

do $$
declare
  name text;
begin
  foreach name in array array['partners', 'case_opinions', 'case_handovers']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;

-- A key that reviews names a person: the member for whom it speaks.
alter table api_keys add column member_id uuid;
alter table api_keys add foreign key (tenant_id, member_id) references members (tenant_id, id);

drop function resolve_api_key(bytea);
create function resolve_api_key(hash bytea)
returns table (tenant_id uuid, id uuid, scopes text[], sandbox boolean, member_id uuid, person_id uuid, member_roles text[])
language sql stable security definer set search_path = public, pg_temp as
$$
  select k.tenant_id, k.id, k.scopes, k.sandbox, k.member_id, coalesce(m.person_member_id, m.id), m.roles
  from api_keys k left join members m on m.tenant_id = k.tenant_id and m.id = k.member_id
  where k.secret_hash = hash and k.revoked_at is null and m.disabled_at is null
$$;

drop function resolve_membership(text);
create function resolve_membership(login text)
returns table (tenant_id uuid, id uuid, roles text[], person_id uuid, partner_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$
  select m.tenant_id, m.id, m.roles, coalesce(m.person_member_id, m.id), m.partner_id
  from members m left join partners p on p.tenant_id = m.tenant_id and p.id = m.partner_id
  where m.user_id = login and m.disabled_at is null and p.ended_at is null
  order by m.created_at limit 1
$$;
revoke all on function resolve_api_key, resolve_membership from public;
create policy door on partners for select to current_user using (true);
