-- :rows payments that were sent and as many bank lines; one in a thousand lines bears another amount and one in a
-- thousand a reference of nobody. Read by bench/reconciliation.py.
INSERT INTO honours.cycle VALUES ('2025/achievement_award', 'achievement_award', 2025, '2025-09-01', '2025-10-31', '1', 'bench');
INSERT INTO honours.archived_file VALUES (repeat('0', 64), 1, '', '', 'received');
INSERT INTO honours.bank_statement VALUES (repeat('0', 64), '0000', 'own', 'bench', :rows);
INSERT INTO honours.payee_account (payee_key, payee_name, bank_name, account_cipher, account_hmac, account_last4, valid)
VALUES ('p', '职工', '银行', 'c', 'h', '1234', '[2025-01-01,)');
INSERT INTO honours.entitlement (cycle, nomination_no, payee_key, amount_cny, article)
SELECT '2025/achievement_award', 'N' || lpad(i::text, 9, '0'), 'p', 2000 + 1000 * (i % 4), 'award/14' FROM generate_series(1, :rows) AS i;
INSERT INTO honours.payment (payment_id, entitlement_id, attempt_no, amount_cny, account_id, bank_ref, request_sha256)
SELECT gen_random_uuid(), entitlement_id, 1, amount_cny, (SELECT account_id FROM honours.payee_account),
       'HN2025JD' || lpad(entitlement_id::text, 10, '0'), repeat('0', 64)
  FROM honours.entitlement;
INSERT INTO honours.payment_move (payment_id, seq, from_state, to_state, evidence_sha256, moved_on, actor, run_id)
SELECT payment_id, seq, before, after, repeat('0', 64), '2026-04-28', '财务', ''
  FROM honours.payment,
       (VALUES (0, NULL, 'draft'), (1, 'draft', 'approved'), (2, 'approved', 'sending')) AS moves (seq, before, after);
INSERT INTO honours.statement_line (sha256, line_no, own_account_hmac, bank_serial, booked_on, amount_cny, balance_cny, peer_name, memo, bank_ref)
SELECT repeat('0', 64), i, 'own', lpad(i::text, 20, '0'), '2026-05-06', -(2000 + 1000 * (i % 4)) - (i % 1009 = 0)::int, 0, '职工', '奖金',
       'HN2025JD' || lpad((CASE WHEN i % 1013 = 0 THEN :rows + i ELSE i END)::text, 10, '0')
  FROM (SELECT i FROM generate_series(1, :rows) AS i ORDER BY random()) AS shuffled;
