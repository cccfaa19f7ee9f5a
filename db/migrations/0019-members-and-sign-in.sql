-- Who was invited and has not come in yet; whose password opens the door also where the company's own provider is the rule.
alter table members add column invited boolean not null default false;
alter table members add column break_glass boolean not null default false;
alter table members add column last_signed_in_at timestamptz;

-- Links that set a password, each good once; only the hash of the token is kept.
create table staff_links (
  tenant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('INVITATION', 'PASSWORD')),
  token_hash bytea not null unique,
  created_by uuid, -- null: by nobody of the staff
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references members (tenant_id, id)
);
create index staff_links_by_member on staff_links (tenant_id, member_id, id);

-- What the company asks of everybody who comes in.
create table sign_in_rules (
  tenant_id uuid not null references tenants,
  second_factor boolean not null,
  updated_at timestamptz not null,
  primary key (tenant_id)
);

-- The company's own OpenID provider.
create table sso_connections (
  tenant_id uuid not null references tenants,
  issuer text not null,
  client_id text not null,
  secret_sealed bytea not null,
  email_domains text[] not null,
  default_role text, -- of whoever comes without having been invited; null: only the invited come in
  enabled boolean not null,
  required boolean not null,
  updated_at timestamptz not null,
  primary key (tenant_id)
);

-- Whom the provider means by its subject, of which only the hash is kept.
create table sso_identities (
  tenant_id uuid not null,
  issuer text not null,
  subject_hash bytea not null,
  member_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, issuer, subject_hash),
  foreign key (tenant_id, member_id) references members (tenant_id, id)
);

do $$
declare
  name text;
begin
  foreach name in array array['staff_links', 'sign_in_rules', 'sso_connections', 'sso_identities']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;
create policy door on staff_links for select to current_user using (true);
create policy door on sign_in_rules for select to current_user using (true);
create policy door on sso_connections for select to current_user using (true);

-- A sign-in through the provider of a company is good for that company.
alter table auth.session add column sso_tenant_id uuid;

create function resolve_staff_link(hash bytea)
returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select l.tenant_id, l.id from staff_links l where l.token_hash = hash $$;

-- Of a company that wants its own provider to be used, a password opens to its guests and to those kept for emergencies alone.
-- Without a session the question is who a login belongs to, however they come in.
drop function resolve_membership(text);
create function resolve_membership(login text, login_session text)
returns table (tenant_id uuid, id uuid, roles text[], person_id uuid, partner_id uuid, must_enrol boolean)
language sql stable security definer set search_path = public, auth, pg_temp as
$$
  select m.tenant_id, m.id, m.roles, coalesce(m.person_member_id, m.id), m.partner_id,
    coalesce(r.second_factor, false) and s.sso_tenant_id is null and not coalesce(u.two_factor_enabled, false)
  from members m
    left join partners p on p.tenant_id = m.tenant_id and p.id = m.partner_id
    left join sign_in_rules r on r.tenant_id = m.tenant_id
    left join sso_connections c on c.tenant_id = m.tenant_id
    left join auth."user" u on u.id = m.user_id
    left join auth.session s on s.id = login_session and s.user_id = login
  where m.user_id = login and m.disabled_at is null and not m.invited and p.ended_at is null
    and (s.sso_tenant_id is null or s.sso_tenant_id = m.tenant_id)
    and (login_session is null or not coalesce(c.enabled and c.required, false) or s.sso_tenant_id is not null or m.break_glass or m.partner_id is not null)
  order by m.created_at limit 1
$$;

-- A key can end by itself, and gives way to the one that takes its place.
alter table api_keys add column expires_at timestamptz;
alter table api_keys add column replaced_by uuid;
drop function resolve_api_key(bytea);
create function resolve_api_key(hash bytea)
returns table (tenant_id uuid, id uuid, scopes text[], sandbox boolean, member_id uuid, person_id uuid, member_roles text[],
  expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as
$$
  select k.tenant_id, k.id, k.scopes, k.sandbox, k.member_id, coalesce(m.person_member_id, m.id), m.roles, k.expires_at
  from api_keys k left join members m on m.tenant_id = k.tenant_id and m.id = k.member_id
  where k.secret_hash = hash and k.revoked_at is null and m.disabled_at is null
$$;
revoke all on function resolve_staff_link, resolve_membership, resolve_api_key from public;
