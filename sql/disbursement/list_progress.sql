-- The last payment of each entitlement of :cycle with its bank line and receipt, and awarded nominations without any.
-- What is no longer honoured counts only when its payment went to the bank.
-- Read by honours.services.disbursement.closing.
SELECT n.nomination_no, n.state AS nomination_state, e.amount_cny, p.bank_ref, p.state, a.payee_name,
       l.booked_on, l.bank_serial, r.receipt_no, r.paid_on
  FROM honours.nomination AS n
  LEFT JOIN honours.entitlement AS e ON e.nomination_no = n.nomination_no
  LEFT JOIN LATERAL (
       SELECT * FROM honours.payment_now AS x
        WHERE x.entitlement_id = e.entitlement_id ORDER BY x.attempt_no DESC LIMIT 1) AS p ON true
  LEFT JOIN honours.payee_account AS a ON a.account_id = p.account_id
  LEFT JOIN honours.payment_match AS m ON m.payment_id = p.payment_id AND m.role = 'debit'
  LEFT JOIN honours.statement_line AS l ON l.line_id = m.line_id
  LEFT JOIN honours.bank_receipt AS r ON r.payment_id = p.payment_id
 WHERE n.cycle = :cycle
   AND (n.state IN ('awarded', 'paid') OR p.state NOT IN ('draft', 'approved', 'cancelled'))
 ORDER BY n.nomination_no, e.instalment_no
