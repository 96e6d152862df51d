-- One entitlement for every awarded nomination of :cycle, with the prize or subsidy of its category (award/14,
-- model-studio/20, employee-studio/12). A second one is
-- stopped by uq_entitlement_once.
-- Read by honours.services.disbursement.planning.
INSERT INTO honours.entitlement (cycle, nomination_no, payee_key, purpose, amount_cny, article)
SELECT n.cycle, n.nomination_no, n.payee_key, :purpose, prize.amount_cny, prize.article
  FROM honours.nomination AS n
  JOIN unnest(CAST(:categories AS text[]), CAST(:amounts AS numeric[]), CAST(:articles AS text[]))
       AS prize (category, amount_cny, article) USING (category)
 WHERE n.cycle = :cycle AND n.state = 'awarded'
 ORDER BY n.nomination_no
ON CONFLICT ON CONSTRAINT uq_entitlement_once DO NOTHING
