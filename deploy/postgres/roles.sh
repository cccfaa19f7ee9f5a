#!/bin/sh
# Runs once, when the volume is empty: a role each for schema, product and Temporal, none of them a superuser, and
# their databases. Row-level security binds kakunin_app; kakunin_owner is for migrations alone.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" --set temporal_password="$TEMPORAL_PASSWORD" <<'SQL'
create role kakunin_owner login nosuperuser nobypassrls password :'owner_password';
create role kakunin_app login nosuperuser nobypassrls password :'app_password';
create role temporal login nosuperuser nobypassrls password :'temporal_password';
create database kakunin owner kakunin_owner;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
SQL
