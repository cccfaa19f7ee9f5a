-- Search over sealed fields: one row for each keyed token of a session (domain/search-keys.ts; decisions/13). A token is the
-- first 64 bits of an HMAC. In this order a frequent token gives the newest sessions first and nothing is sorted.
create table search_tokens (
  tenant_id uuid not null,
  token bigint not null,
  session_id uuid not null,
  primary key (tenant_id, token, session_id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, id)
);
create index search_tokens_by_session on search_tokens (tenant_id, session_id);

-- What a member is given by "next": null says no limit.
create table member_skills (
  tenant_id uuid not null,
  member_id uuid not null,
  queues text[],
  document_types text[],
  locales text[],
  most_cases integer check (most_cases between 1 and 1000),
  updated_at timestamptz not null,
  primary key (tenant_id, member_id),
  foreign key (tenant_id, member_id) references members (tenant_id, id)
);

-- Named filters of a list: codes and days, never what somebody searched for.
create table saved_views (
  tenant_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  list text not null check (list in ('CASES', 'SESSIONS')),
  name text not null check (char_length(name) between 1 and 60),
  filter jsonb not null,
  shared boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references members (tenant_id, id)
);
create index saved_views_by_list on saved_views (tenant_id, list, created_at);

do $$
declare
  name text;
begin
  foreach name in array array['search_tokens', 'member_skills', 'saved_views']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy own_tenant on %I using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$$;

-- Late cases are put before all others once, whatever priority they had.
alter table cases add column escalated_at timestamptz;
drop index cases_waiting;
create index cases_waiting on cases (tenant_id, priority desc, due_at, id) where status <> 'RESOLVED' and status <> 'WITHDRAWN';
create index cases_by_urgency on cases (tenant_id, priority desc, due_at, id);
create index cases_by_session on cases (tenant_id, session_id);
create index cases_by_assignee on cases (tenant_id, assignee_id) where status = 'ASSIGNED';
