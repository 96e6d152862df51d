-- The checks of bench/gates/nominations.json as a careful person would count them in one pass. Read by bench/gates.py.
SELECT count(*) AS rows_present,
       count(*) FILTER (WHERE received_on > nominations_due_on) AS in_time,
       count(*) FILTER (WHERE NOT is_active) AS active_body,
       count(*) FILTER (WHERE p.nomination_no IS NULL) AS posting_present,
       count(*) FILTER (WHERE unit_uscc !~ '^[0-9A-HJ-NPQRTUWXY]{18}$') AS unit_code_shape,
       count(*) FILTER (WHERE person_id_last4 !~ '^[0-9]{3}[0-9X]$') AS person_tail_shape,
       count(*) FILTER (WHERE professional_title IS NULL) AS title_present,
       count(*) FILTER (WHERE speciality NOT IN ('machinery', 'electronics', 'chemistry', 'information', 'other')) AS speciality_known,
       count(*) FILTER (WHERE completer_rank IS DISTINCT FROM 1) AS first_completer,
       count(*) FILTER (WHERE char_length(project_name) NOT BETWEEN 2 AND 60) AS name_length,
       count(*) FILTER (WHERE payee_name <> person_name) AS own_account,
       count(*) FILTER (WHERE taken_down_on < posted_on + 5) AS posted_five_days,
       count(*) FILTER (WHERE recommended_on <= posted_on) AS recommended_after_posting,
       count(*) FILTER (WHERE t.person_id_hmac IS NOT NULL) AS one_entry_a_person,
       count(*) FILTER (WHERE prior_award NOT IN ('none', 'other')) AS prior_award_known
  FROM honours.nomination AS n
  JOIN honours.cycle AS c USING (cycle)
  JOIN honours.recommending_body AS b USING (body_code)
  LEFT JOIN honours.nomination_posting AS p USING (nomination_no)
  LEFT JOIN (SELECT person_id_hmac FROM honours.nomination WHERE cycle = '2025/achievement_award'
              GROUP BY 1 HAVING count(*) > 1) AS t USING (person_id_hmac)
 WHERE n.cycle = '2025/achievement_award'
