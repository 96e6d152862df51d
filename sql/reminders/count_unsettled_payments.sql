-- Payments of live cycles that are neither settled nor given up, with the planned end of the disbursement (award/18).
-- Read by honours.services.reminders.
SELECT n.cycle, m.planned_on AS due_on, count(*) AS payments, sum(p.amount_cny) AS total_cny
  FROM honours.payment AS p
  JOIN honours.entitlement AS n USING (entitlement_id)
  JOIN honours.cycle AS c USING (cycle)
  JOIN honours.milestone AS m ON m.cycle = n.cycle AND m.code = 'disbursed'
 CROSS JOIN LATERAL (
       SELECT v.to_state FROM honours.payment_move AS v WHERE v.payment_id = p.payment_id ORDER BY v.seq DESC LIMIT 1
       ) AS last
 WHERE NOT c.is_replay
   AND last.to_state NOT IN ('settled', 'rejected', 'returned', 'cancelled')
 GROUP BY n.cycle, m.planned_on
 ORDER BY n.cycle
