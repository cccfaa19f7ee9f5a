-- A version is approved for a day. The one in force is the one whose day came last; what is scheduled or superseded follows
-- from the days and is not stored.
alter table check_profile_versions add column effective_from timestamptz;
alter table check_profile_versions no force row level security;
update check_profile_versions set status = 'PUBLISHED', effective_from = published_at where status in ('PUBLISHED', 'SUPERSEDED');
alter table check_profile_versions force row level security;

drop index one_published_version;
create index versions_by_day on check_profile_versions (tenant_id, profile_id, effective_from desc) where status = 'PUBLISHED';

alter table check_profile_versions drop constraint check_profile_versions_status_check;
alter table check_profile_versions add constraint version_status
  check (status in ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'ARCHIVED'));
alter table check_profile_versions add constraint published_by_somebody_for_a_day
  check (status <> 'PUBLISHED' or (publisher_id is not null and published_at is not null and effective_from is not null));

-- What somebody approved stays what they approved, and nobody approves what they wrote, be it by another membership.
create function guard_check_profile_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.status <> 'DRAFT' and
    (new.definition, new.sha256, new.author_id, new.profile_id, new.number) is distinct from
    (old.definition, old.sha256, old.author_id, old.profile_id, old.number)
  then
    raise check_violation using message = 'only a draft is rewritten';
  end if;
  if new.publisher_id is not null and exists (
    select from members author join members publisher using (tenant_id, user_id)
    where author.tenant_id = new.tenant_id and author.id = new.author_id and publisher.id = new.publisher_id)
  then
    raise check_violation using message = 'a version is published by another person than its author';
  end if;
  return new;
end
$$;
create trigger guard_check_profile_version before insert or update on check_profile_versions
  for each row execute function guard_check_profile_version();

-- The life of a profile and of its versions, for those who read it beside the rules.
create table check_profile_events (
  tenant_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  version_id uuid, -- null: the profile as a whole
  kind text not null check (kind in ('BEGUN', 'SUBMITTED', 'WITHDRAWN', 'SENT_BACK', 'PUBLISHED', 'CANCELLED', 'DISCARDED', 'ARCHIVED', 'RESTORED')),
  member_id uuid not null,
  at timestamptz not null,
  effective_from timestamptz,
  comment text check (char_length(comment) <= 1000),
  primary key (tenant_id, id),
  foreign key (tenant_id, profile_id) references check_profiles (tenant_id, id),
  foreign key (tenant_id, version_id) references check_profile_versions (tenant_id, id)
);
create index check_profile_events_by_profile on check_profile_events (tenant_id, profile_id, id);

alter table check_profile_events enable row level security;
alter table check_profile_events force row level security;
create policy own_tenant on check_profile_events
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
