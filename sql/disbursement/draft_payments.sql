-- The first move of every payment of :cycle that has none.
-- Read by honours.services.disbursement.planning.
INSERT INTO honours.payment_move (payment_id, seq, from_state, to_state, moved_on, actor, run_id)
SELECT p.payment_id, 0, NULL, 'draft', CAST(:on AS date), :actor, :run_id
  FROM honours.payment AS p
  JOIN honours.entitlement AS e USING (entitlement_id)
 WHERE e.cycle = :cycle
   AND NOT EXISTS (SELECT FROM honours.payment_move AS m WHERE m.payment_id = p.payment_id)
ON CONFLICT (payment_id, seq) DO NOTHING
