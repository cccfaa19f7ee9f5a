-- What a reviewer confirmed, item by item, with the notes that they wrote: JSON sealed under the session's key.
alter table decisions add column checklist_sealed bytea;
