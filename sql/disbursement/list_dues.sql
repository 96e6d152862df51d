-- What each awarded nomination of :cycle is due now, beside what its standing payment was planned with (award/14).
-- Read by honours.services.disbursement.planning.
SELECT n.nomination_no, e.entitlement_id, e.instalment_no, prize.amount_cny, n.payee_key,
       n.payee_name, n.payee_bank_name AS bank_name, n.payee_account_hmac AS account_hmac,
       p.request_sha256
  FROM honours.nomination AS n
  JOIN unnest(CAST(:categories AS text[]), CAST(:amounts AS numeric[])) AS prize (category, amount_cny)
    USING (category)
  JOIN honours.entitlement AS e ON e.nomination_no = n.nomination_no
  LEFT JOIN honours.payment AS p ON p.entitlement_id = e.entitlement_id AND p.attempt_no = 1
 WHERE n.cycle = :cycle AND n.state = 'awarded'
 ORDER BY n.nomination_no
