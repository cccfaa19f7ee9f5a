-- The few questions that are asked before the tenant is known. Each answers one row for one secret's hash, and no more.

create function resolve_api_key(hash bytea)
returns table (tenant_id uuid, id uuid, scopes text[], sandbox boolean)
language sql stable security definer set search_path = public as
$$ select tenant_id, id, scopes, sandbox from api_keys where secret_hash = hash and revoked_at is null $$;

create function resolve_capture_code(hash bytea)
returns table (tenant_id uuid, id uuid, session_id uuid, single_use boolean, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = public as
$$ select tenant_id, id, session_id, single_use, expires_at, used_at from capture_links where code_hash = hash $$;

create function resolve_capture_device(hash bytea)
returns table (tenant_id uuid, id uuid, session_id uuid, expires_at timestamptz)
language sql stable security definer set search_path = public as
$$ select tenant_id, id, session_id, expires_at from capture_devices where token_hash = hash and revoked_at is null $$;

create function resolve_membership(login text)
returns table (tenant_id uuid, id uuid, roles text[])
language sql stable security definer set search_path = public as
$$ select tenant_id, id, roles from members where user_id = login and disabled_at is null order by created_at limit 1 $$;

revoke all on function resolve_api_key, resolve_capture_code, resolve_capture_device, resolve_membership from public;

-- Row-level security is forced, so even the owner, as whom these functions run, needs to be let in: to read, here only.
create policy door on api_keys for select to current_user using (true);
create policy door on capture_links for select to current_user using (true);
create policy door on capture_devices for select to current_user using (true);
create policy door on members for select to current_user using (true);
