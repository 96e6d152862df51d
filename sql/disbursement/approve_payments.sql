-- Moves those payments of :cycle that a person approved, by their bank references, from draft to approved (award/14).
-- Read by honours.services.disbursement.approval.
INSERT INTO honours.payment_move
       (payment_id, seq, from_state, to_state, evidence_sha256, moved_on, actor, run_id)
SELECT payment_id, seq + 1, state, 'approved', CAST(:evidence AS text), CAST(:on AS date), :actor, :run_id
  FROM honours.payment_now
 WHERE cycle = :cycle AND state = 'draft' AND bank_ref = ANY(CAST(:bank_refs AS text[]))
ON CONFLICT (payment_id, seq) DO NOTHING
