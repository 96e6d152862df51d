-- The review's gate sees who gave points to an entry from which something keeps them (award/11, employee-studio/6).
-- Read by 0013_conflicted_scores.py.

CREATE FUNCTION honours.conflicted_scorers(entry text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_agg(DISTINCT s.expert_no, '、' ORDER BY s.expert_no)
      FROM honours.score AS s
      JOIN honours.standing_conflict AS c USING (nomination_no, expert_no)
     WHERE s.nomination_no = entry
$$;
GRANT EXECUTE ON FUNCTION honours.conflicted_scorers(text) TO honours_app;

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
       count(*) FILTER (WHERE n.state = 'proposed') OVER (PARTITION BY n.unit_uscc, n.project_name) AS of_studio,
       honours.conflicted_scorers(n.nomination_no) AS conflicted
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
