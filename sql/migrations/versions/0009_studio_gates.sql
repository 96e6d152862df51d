-- What the gates look at, for studios too: their details, reviews, visits and register beside what the award has.
-- Columns of the studios come last, because a view is replaced only by one that begins alike. Read by
-- 0009_studio_gates.py.

CREATE OR REPLACE VIEW honours.gate_call WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.category, n.unit_uscc, n.received_on, c.nominations_due_on, b.is_active,
       p.nomination_no IS NOT NULL AS has_posting,
       CASE n.category
           WHEN 'tech_achievement' THEN EXISTS (SELECT FROM honours.tech_achievement AS d WHERE d.nomination_no = n.nomination_no)
           WHEN 'operating_method' THEN EXISTS (SELECT FROM honours.operating_method AS d WHERE d.nomination_no = n.nomination_no)
           WHEN 'invention_patent' THEN EXISTS (SELECT FROM honours.invention_patent AS d WHERE d.nomination_no = n.nomination_no)
           WHEN 'golden_idea' THEN EXISTS (SELECT FROM honours.golden_idea AS d WHERE d.nomination_no = n.nomination_no)
           ELSE EXISTS (SELECT FROM honours.studio_application AS d WHERE d.nomination_no = n.nomination_no)
       END AS has_detail,
       r.revision IS NOT NULL AS has_revision, n.state,
       honours.gate_number('due', n.category) IS NOT NULL AS is_category_due
  FROM honours.nomination AS n
  JOIN honours.cycle AS c USING (cycle)
  JOIN honours.recommending_body AS b USING (body_code)
  LEFT JOIN honours.nomination_posting AS p USING (nomination_no)
  LEFT JOIN honours.nomination_revision AS r ON r.nomination_no = n.nomination_no AND r.revision = n.revision
 WHERE n.cycle = honours.gate_setting('cycle');

CREATE OR REPLACE VIEW honours.gate_publicity WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.received_on, p.posted_on, p.taken_down_on, p.recommended_on,
       v.judged, v.failed, honours.gate_number('rules', n.category) AS rules,
       count(*) FILTER (WHERE n.state = 'recommended')
           OVER (PARTITION BY n.body_code, n.category, n.priority_no) AS level_in_order,
       a.is_review_passed
  FROM honours.nomination AS n
  LEFT JOIN honours.nomination_posting AS p USING (nomination_no)
  LEFT JOIN honours.studio_application AS a USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT count(*) AS judged, count(*) FILTER (WHERE verdict = 'fail') AS failed
        FROM honours.verdict AS v
       WHERE v.nomination_no = n.nomination_no AND v.revision = n.revision AND v.stage = 'publicity'
  ) AS v ON true
 WHERE n.cycle = honours.gate_setting('cycle') AND n.state <> 'withdrawn';

CREATE OR REPLACE VIEW honours.gate_review WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category, v.judged, v.failed, v.unruled, v.refused,
       honours.gate_number('rules', n.category) AS rules,
       n.state IN ('qualified', 'proposed', 'not_proposed', 'on_notice', 'declined', 'held', 'awarded', 'paid')
           AS is_qualified,
       r.outcome, r.mean_points, r.score_count, s.mean_points AS mean_again, s.score_count AS count_again,
       count(*) FILTER (WHERE r.outcome = 'in') OVER (PARTITION BY n.category) AS inside,
       honours.gate_number('quotas', n.category) AS quota,
       count(*) FILTER (WHERE r.outcome = 'in' AND n.person_id_hmac IS NOT NULL)
           OVER (PARTITION BY n.person_id_hmac) AS of_person,
       v.verified, honours.gate_number('verify_rules', n.category) AS verify_rules,
       count(*) FILTER (WHERE n.state = 'proposed') OVER (PARTITION BY n.unit_uscc, n.project_name) AS of_studio
  FROM honours.nomination AS n
  LEFT JOIN honours.ranking AS r USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE v.stage = 'review') AS judged,
             count(*) FILTER (WHERE v.verdict = 'fail') AS failed,
             count(*) FILTER (WHERE v.verdict = 'refer' AND u.outcome IS NULL) AS unruled,
             count(*) FILTER (WHERE v.verdict = 'refer' AND u.outcome = 'refused') AS refused,
             count(*) FILTER (WHERE v.stage = 'verification') AS verified
        FROM honours.verdict AS v
        LEFT JOIN honours.ruling AS u ON u.nomination_no = v.nomination_no AND u.rule = v.rule
       WHERE v.nomination_no = n.nomination_no AND v.revision = n.revision
  ) AS v ON true
  LEFT JOIN LATERAL (
      SELECT count(*) AS score_count, round(avg(points), 4) AS mean_points
        FROM honours.score AS s WHERE s.nomination_no = n.nomination_no
  ) AS s ON true
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'recommended');

CREATE OR REPLACE VIEW honours.gate_notice WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category, w.closes_on, a.moved_on AS awarded_on,
       w.cycle IS NOT NULL AS was_posted,
       EXISTS (SELECT FROM honours.decision AS d WHERE d.cycle = n.cycle AND d.kind = 'chair_meeting') AS has_meeting,
       EXISTS (SELECT FROM honours.document AS d
                WHERE d.cycle = n.cycle AND d.stage = 'notice' AND d.kind IN ('decision', 'naming_decision'))
           AS has_decision,
       EXISTS (SELECT FROM honours.objection AS o
                WHERE o.nomination_no = n.nomination_no AND o.received_on BETWEEN w.posted_on AND w.closes_on
                  AND (o.closed_on IS NULL OR o.is_upheld)) AS is_objected,
       count(*) FILTER (WHERE n.state IN ('awarded', 'paid')) OVER (PARTITION BY n.category) AS honoured,
       honours.gate_number('quotas', n.category) AS quota,
       EXISTS (SELECT FROM honours.studio_naming AS g WHERE g.nomination_no = n.nomination_no) AS in_register
  FROM honours.nomination AS n
  LEFT JOIN honours.public_notice AS w ON w.cycle = n.cycle AND w.notice_no = 1
  LEFT JOIN honours.nomination_move AS a ON a.nomination_no = n.nomination_no AND a.to_state = 'awarded'
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'on_notice');

CREATE OR REPLACE VIEW honours.gate_disbursement WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category,
       e.entitlement_id IS NOT NULL AS is_due, e.amount_cny AS due_cny, p.amount_cny, p.bank_ref,
       honours.gate_number('floors', n.category) AS floor_cny,
       t.account_id IS NOT NULL AND t.account_hmac = n.payee_account_hmac AS is_own_account,
       (SELECT count(*) FROM honours.payment AS other
         WHERE other.entitlement_id = e.entitlement_id
           AND NOT EXISTS (SELECT FROM honours.payment_dead AS d WHERE d.payment_id = other.payment_id)) AS live_payments,
       m.to_state AS payment_state,
       EXISTS (SELECT FROM honours.payment_match AS x WHERE x.payment_id = p.payment_id AND x.role = 'debit') AS has_line,
       r.receipt_no IS NOT NULL AS has_receipt, r.amount_cny AS receipt_cny,
       honours.gate_number('grants', n.category) AS grant_cny,
       (SELECT count(*) FROM honours.studio_naming AS g WHERE g.nomination_no = n.nomination_no) AS namings
  FROM honours.nomination AS n
  LEFT JOIN honours.entitlement AS e USING (nomination_no)
  LEFT JOIN honours.payment AS p ON p.entitlement_id = e.entitlement_id
       AND NOT EXISTS (SELECT FROM honours.payment_dead AS d WHERE d.payment_id = p.payment_id)
  LEFT JOIN honours.payee_account AS t USING (account_id)
  LEFT JOIN LATERAL (
      SELECT to_state FROM honours.payment_move AS m WHERE m.payment_id = p.payment_id ORDER BY seq DESC LIMIT 1
  ) AS m ON true
  LEFT JOIN honours.bank_receipt AS r ON r.payment_id = p.payment_id
 WHERE n.cycle = honours.gate_setting('cycle') AND n.state IN ('awarded', 'paid');
