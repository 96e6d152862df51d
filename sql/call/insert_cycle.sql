-- Open a cycle (award/10: the call opens the year); the first opening stands.
-- Read by honours.services.call.
INSERT INTO honours.cycle (cycle, scheme, year, call_on, nominations_due_on, document_no, opened_by, is_replay)
VALUES (:cycle, :scheme, :year, :call_on, :nominations_due_on, :document_no, :opened_by, :is_replay)
ON CONFLICT (cycle) DO NOTHING
