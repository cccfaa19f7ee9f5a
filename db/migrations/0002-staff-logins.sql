-- Logins of the tenants' staff: the tables of better-auth 1.7 with its two-factor plugin, in snake case.
-- They hold no tenant: which tenant a login belongs to, and as what, says members.

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth."user" on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_by_user on auth.session (user_id);

create table auth.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth."user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text, -- scrypt, never the password
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_by_user on auth.account (user_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);

create table auth.two_factor (
  id text primary key,
  secret text not null, -- encrypted by better-auth under BETTER_AUTH_SECRET
  backup_codes text not null, -- likewise
  user_id text not null references auth."user" on delete cascade,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
create index two_factor_by_user on auth.two_factor (user_id);
create index two_factor_by_secret on auth.two_factor (secret);
