-- The review's gate looks at entries that the meeting sent back like at all that were qualified (award/11,
-- model-studio/12, employee-studio/6). Read by 0022_returned_gate.py.

CREATE OR REPLACE VIEW honours.gate_review WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category, v.judged, v.failed, v.unruled, v.refused,
       honours.gate_number('rules', n.category) AS rules,
       n.state IN ('qualified', 'proposed', 'returned', 'not_proposed', 'on_notice', 'declined', 'held', 'awarded', 'paid')
           AS is_qualified,
       r.outcome, r.mean_points, r.score_count, honours.gate_score(s.points) AS mean_again,
       coalesce(cardinality(s.points), 0) AS count_again,
       count(*) FILTER (WHERE r.outcome = 'in') OVER (PARTITION BY n.category) AS inside,
       honours.gate_number('quotas', n.category) AS quota,
       count(*) FILTER (WHERE r.outcome = 'in' AND n.person_id_hmac IS NOT NULL)
           OVER (PARTITION BY n.person_id_hmac) AS of_person,
       v.verified, honours.gate_number('verify_rules', n.category) AS verify_rules,
       count(*) FILTER (WHERE n.state = 'proposed') OVER (PARTITION BY n.unit_uscc, n.project_name) AS of_studio,
       honours.conflicted_scorers(n.nomination_no) AS conflicted, s.unsealed, s.misweighed,
       coalesce(s.of_panel, 0) AS of_panel, honours.gate_setting('experts')::integer AS experts
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
      SELECT array_agg(s.points) AS points,
             count(*) FILTER (WHERE NOT EXISTS (
                 SELECT FROM honours.score_seal AS seal
                   JOIN honours.score_opening AS o ON o.cycle = seal.cycle AND o.opening_no = s.opening_no
                  WHERE seal.submission_id = s.submission_id AND seal.expert_no = s.expert_no
                    AND seal.seal_id <= o.last_seal_id AND n.nomination_no = ANY(seal.nomination_nos))) AS unsealed,
             count(*) FILTER (WHERE s.points IS DISTINCT FROM (
                 SELECT sum(c.points * honours.gate_number('weights', c.criterion)) / 100
                   FROM honours.score_criterion AS c
                  WHERE c.nomination_no = s.nomination_no AND c.expert_no = s.expert_no)) AS misweighed,
             count(*) FILTER (WHERE EXISTS (
                 SELECT FROM honours.standing_assignment AS a
                  WHERE a.nomination_no = s.nomination_no AND a.expert_no = s.expert_no)
               AND NOT EXISTS (
                 SELECT FROM honours.standing_conflict AS k
                  WHERE k.nomination_no = s.nomination_no AND k.expert_no = s.expert_no)) AS of_panel
        FROM honours.counting_score AS s WHERE s.nomination_no = n.nomination_no
  ) AS s ON true
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'recommended');
