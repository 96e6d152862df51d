-- The payments of :cycle in one of :states, for what is still honoured, with payee and sealed account, as lists and the bank file show them.
-- Read by honours.services.disbursement.listing and .batch.
SELECT p.payment_id, p.nomination_no, p.bank_ref, p.amount_cny, p.state, n.category, n.project_name,
       a.payee_name, a.bank_name, a.account_cipher, a.account_last4
  FROM honours.payment_now AS p
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.payee_account AS a USING (account_id)
 WHERE p.cycle = :cycle AND n.state IN ('awarded', 'paid') AND p.state = ANY(CAST(:states AS text[]))
 ORDER BY p.bank_ref
