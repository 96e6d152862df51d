-- Every naming of the given studios, oldest first, with its plaque and with what was paid on it (model-studio/9, /20,
-- employee-studio/12): the sum of its settled payments, the day on the last receipt, and the receipts.
-- Read by honours.services.studios.register.
SELECT n.studio_no, n.level, n.named_on, n.cycle, n.nomination_no, n.decision_no, n.leader_name, n.leader_honour,
       n.team_size, n.team_members, n.subsidy_cny, nomination.project_name, plaque.plaque_no, plaque.hung_on,
       paid.amount_cny AS paid_cny, paid.paid_on, paid.receipt_nos
  FROM honours.studio_naming AS n
  LEFT JOIN honours.nomination USING (nomination_no)
  LEFT JOIN honours.studio_plaque AS plaque USING (studio_no, level)
  LEFT JOIN LATERAL (
       SELECT sum(p.amount_cny) AS amount_cny, max(r.paid_on) AS paid_on,
              string_agg(r.receipt_no, '、' ORDER BY r.paid_on, r.receipt_no) AS receipt_nos
         FROM honours.payment_now AS p
         LEFT JOIN honours.bank_receipt AS r USING (payment_id)
        WHERE p.nomination_no = n.nomination_no AND p.state = 'settled') AS paid ON true
 WHERE n.studio_no = ANY(CAST(:studio_nos AS text[]))
 ORDER BY n.studio_no, n.named_on, n.level DESC
