-- Bank lines and receipts that explain no payment, each with the reason; never guessed, always shown (award/18). Of one
-- cycle only when :cycle is given, together with what belongs to none.
-- Read by honours.services.disbursement.matching.
WITH open_line AS (
    SELECT l.line_id, l.booked_on, l.amount_cny, l.bank_ref, l.bank_serial, l.peer_name,
           p.cycle, p.state, p.amount_cny AS due_cny, p.payment_id, p.nomination_no
      FROM honours.statement_line AS l
      LEFT JOIN honours.payment_now AS p ON p.bank_ref = l.bank_ref
     WHERE NOT EXISTS (SELECT FROM honours.statement_line_use AS u WHERE u.line_id = l.line_id)
       AND (l.amount_cny < 0 OR l.bank_ref IS NOT NULL)
)
SELECT 'line' AS kind, coalesce(bank_serial, booked_on::text) AS subject, booked_on AS on_day, amount_cny, bank_ref,
       coalesce(peer_name, '') AS peer_name, nomination_no,
       CASE WHEN bank_ref IS NULL THEN 'no_reference'
            WHEN payment_id IS NULL THEN 'unknown_reference'
            WHEN amount_cny > 0 THEN 'returned'
            WHEN amount_cny <> -due_cny THEN 'other_amount'
            WHEN state IN ('draft', 'approved', 'cancelled') THEN 'not_sent'
            ELSE 'twice' END AS reason,
       due_cny
  FROM open_line
 WHERE CAST(:cycle AS text) IS NULL OR cycle IS NULL OR cycle = CAST(:cycle AS text)
UNION ALL
SELECT 'receipt', r.receipt_no, r.paid_on, r.amount_cny, r.bank_ref, r.payee_name, p.nomination_no,
       CASE WHEN p.payment_id IS NULL THEN 'unknown_reference'
            WHEN r.amount_cny <> p.amount_cny THEN 'other_amount'
            WHEN r.payee_name <> a.payee_name THEN 'other_payee'
            WHEN p.state IN ('draft', 'approved', 'cancelled') THEN 'not_sent'
            ELSE 'twice' END,
       p.amount_cny
  FROM honours.bank_receipt AS r
  LEFT JOIN honours.payment_now AS p ON p.bank_ref = r.bank_ref
  LEFT JOIN honours.payee_account AS a ON a.account_id = p.account_id
 WHERE r.payment_id IS NULL
   AND (CAST(:cycle AS text) IS NULL OR p.cycle IS NULL OR p.cycle = CAST(:cycle AS text))
 ORDER BY 1, 3, 2
