-- What is erased is looked for by its session.
create index blobs_by_session on blobs (tenant_id, session_id) where erased_at is null;
