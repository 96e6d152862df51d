-- An opened cycle.
-- Read by honours.services.call and the command honours workbook.
SELECT cycle, call_on, nominations_due_on, document_no, opened_by, is_replay
  FROM honours.cycle
 WHERE cycle = :cycle
