-- A case whose partner's time has run out is the company's own again.
alter table case_handovers drop constraint case_handovers_ending_check;
alter table case_handovers add constraint case_handovers_ending_check
  check (ending in ('RESOLVED', 'HANDED_BACK', 'RECALLED', 'OVERDUE', 'WITHDRAWN'));
