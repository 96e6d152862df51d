-- Matches payments that were sent with the one bank line of equal reference and equal amount (award/18). Two lines for
-- one payment match nothing: a person looks at a double debit.
-- Read by honours.services.disbursement.matching.
WITH candidate AS (
    SELECT p.payment_id, p.amount_cny, l.line_id, count(*) OVER (PARTITION BY p.payment_id) AS lines
      FROM honours.payment_now AS p
      JOIN honours.statement_line AS l ON l.bank_ref = p.bank_ref AND l.amount_cny = -p.amount_cny
     WHERE p.state IN ('sending', 'unknown') AND (CAST(:cycle AS text) IS NULL OR p.cycle = CAST(:cycle AS text))
)
INSERT INTO honours.payment_match (payment_id, line_id, role, rule, amount_cny)
SELECT payment_id, line_id, 'debit', 'bank_ref_and_amount', amount_cny FROM candidate WHERE lines = 1
ON CONFLICT (payment_id, role) DO NOTHING
