-- Masking by hand: what an operator has to black out before anybody else sees the pictures.
create table masking_tasks (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  attempt_id uuid not null,
  origin text not null check (origin in ('UNCERTAIN', 'RULE', 'REVIEWER')),
  slots text[] not null,
  status text not null check (status in ('OPEN', 'ASSIGNED', 'DONE', 'WITHDRAWN')),
  version integer not null default 1,
  assignee_id uuid,
  lease_expires_at timestamptz,
  due_at timestamptz not null,
  note_sealed bytea, -- what the reviewer who sent it back saw
  regions integer, -- how many were burnt in
  opened_at timestamptz not null,
  done_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, attempt_id) references attempts (tenant_id, id)
);
create index masking_tasks_waiting on masking_tasks (tenant_id, status, due_at, id);
create unique index one_open_masking_task on masking_tasks (tenant_id, session_id) where status in ('OPEN', 'ASSIGNED');

alter table captures add column mask_regions jsonb; -- a frame each: polygons [x, y, x, y, …] in fractions of the photograph
alter table captures add column withheld_at timestamptz; -- until an operator has masked it, nobody else sees it

alter table masking_tasks enable row level security;
alter table masking_tasks force row level security;
create policy own_tenant on masking_tasks
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
