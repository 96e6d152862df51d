-- What matching a statement comes to when nothing needs to be proved: one hash join on reference and amount, and the rows
-- that it leads to. Read by bench/reconciliation.py.
INSERT INTO honours.payment_match (payment_id, line_id, role, rule, amount_cny)
SELECT p.payment_id, l.line_id, 'debit', 'bank_ref_and_amount', p.amount_cny
  FROM honours.payment AS p
  JOIN honours.statement_line AS l ON l.bank_ref = p.bank_ref AND l.amount_cny = -p.amount_cny;
INSERT INTO honours.statement_line_use (line_id, total_cny, used_cny)
SELECT line_id, amount_cny, amount_cny FROM honours.payment_match;
INSERT INTO honours.payment_move (payment_id, seq, from_state, to_state, evidence_sha256, moved_on, actor, run_id)
SELECT payment_id, 3, 'sending', 'accepted', l.sha256, '2026-05-07', '系统', 'hand'
  FROM honours.payment_match JOIN honours.statement_line AS l USING (line_id);
