-- Payments with a matched bank line were carried out by the bank; the statement is the evidence (award/18).
-- Read by honours.services.disbursement.matching.
INSERT INTO honours.payment_move
       (payment_id, seq, from_state, to_state, evidence_sha256, moved_on, actor, run_id)
SELECT p.payment_id, p.seq + 1, p.state, 'accepted', l.sha256, CAST(:on AS date), :actor, :run_id
  FROM honours.payment_now AS p
  JOIN honours.payment_match AS m ON m.payment_id = p.payment_id AND m.role = 'debit'
  JOIN honours.statement_line AS l USING (line_id)
 WHERE p.state IN ('sending', 'unknown') AND (CAST(:cycle AS text) IS NULL OR p.cycle = CAST(:cycle AS text))
ON CONFLICT (payment_id, seq) DO NOTHING
