-- Moves the payments of a batch from approved to sending, before its file leaves the house (award/18).
-- Read by honours.services.disbursement.batch.
INSERT INTO honours.payment_move (payment_id, seq, from_state, to_state, moved_on, actor, run_id)
SELECT payment_id, seq + 1, state, 'sending', CAST(:on AS date), :actor, :run_id
  FROM honours.payment_now
 WHERE cycle = :cycle AND state = 'approved' AND payment_id = ANY(CAST(:payment_ids AS uuid[]))
