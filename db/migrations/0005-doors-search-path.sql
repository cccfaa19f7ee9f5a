-- Without pg_temp named last, a temporary table of the caller would stand before ours inside the doors.
alter function resolve_api_key(bytea) set search_path = public, pg_temp;
alter function resolve_capture_code(bytea) set search_path = public, pg_temp;
alter function resolve_capture_device(bytea) set search_path = public, pg_temp;
alter function resolve_membership(text) set search_path = public, pg_temp;
