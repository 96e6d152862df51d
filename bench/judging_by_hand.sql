-- The checks of award/4 to award/8, award/10 and award/17 as a careful person would write them in one pass: how many nominations
-- break each rule (_f) and how many a person must decide (_r). Read by bench/judging.py, which sets the numbers beside
-- those of the declared rules.
WITH e AS NOT MATERIALIZED (SELECT * FROM honours.nomination WHERE cycle = '2025/achievement_award' AND NOT is_withdrawn),
person_keys AS (SELECT person_id_hmac FROM e GROUP BY 1 HAVING count(*) > 1),
nameless AS (SELECT DISTINCT translate(person_name, ' 　·•', '') AS name, unit_uscc FROM e WHERE person_id_hmac IS NULL),
named AS (SELECT e.nomination_no, e.person_id_hmac IS NULL AS is_nameless, count(*) OVER same AS entries,
                 count(e.person_id_hmac) OVER same AS known
            FROM e JOIN nameless n ON n.name = translate(e.person_name, ' 　·•', '') AND n.unit_uscc = e.unit_uscc
          WINDOW same AS (PARTITION BY n.name, n.unit_uscc)),
namesake AS (SELECT nomination_no FROM named WHERE entries > 1 AND (is_nameless OR known < entries)),
alike AS (SELECT DISTINCT r.nomination_no FROM honours.text_resemblance r JOIN e USING (nomination_no, revision)
            JOIN honours.nomination o ON o.nomination_no = r.other_no
           WHERE (r.common_percent >= 28 OR r.contained_percent >= 60) AND NOT (o.cycle = r.cycle AND o.is_withdrawn)),
patent AS (SELECT i.*, regexp_replace(upper(patent_no), '^ZL|[^0-9A-Z]', '', 'g') AS key
             FROM honours.invention_patent i JOIN e USING (nomination_no)),
patent_keys AS (SELECT key FROM patent WHERE key IS NOT NULL GROUP BY 1 HAVING count(*) > 1),
owner AS (SELECT DISTINCT nomination_no, btrim(name) AS name
            FROM patent, unnest(string_to_array(translate(patentee, ',，;；', '、、、、'), '、')) AS name WHERE btrim(name) <> ''),
crowd AS (SELECT DISTINCT nomination_no FROM owner
            JOIN (SELECT name FROM owner GROUP BY 1 HAVING count(*) > 2) AS often USING (name)),
orders AS (SELECT body_code, category, count(*) AS entries, max(priority_no) AS highest FROM e GROUP BY 1, 2),
ties AS (SELECT body_code, category, priority_no FROM e GROUP BY 1, 2, 3 HAVING count(*) > 1),
missing AS (SELECT DISTINCT e.nomination_no FROM e JOIN honours.nomination_posting p USING (nomination_no)
              CROSS JOIN unnest(p.evidence_names) AS name
             WHERE NOT EXISTS (SELECT FROM honours.evidence_file f
                                WHERE f.cycle = e.cycle AND f.body_code = e.body_code AND f.file_name = name)),
closing AS (SELECT s.day AS posted_on, l.rolls_to AS closes_on, c.is_provisional
              FROM honours.calendar_day s JOIN honours.calendar_day l ON l.day = s.day + 5
              JOIN honours.calendar_day c ON c.day = l.rolls_to),
a AS (
    SELECT e.*, e.category = 'tech_achievement' AS kj, e.category = 'operating_method' AS cz,
           e.category = 'invention_patent' AS zl, e.category = 'golden_idea' AS jd,
           e.category IN ('tech_achievement', 'operating_method') AS kc,
           pk.person_id_hmac IS NOT NULL AS twice_person, tk.key IS NOT NULL AS twice_patent,
           crowd.nomination_no IS NOT NULL AS is_crowded, orders.entries, orders.highest,
           ties.priority_no IS NOT NULL AS is_tied, missing.nomination_no IS NOT NULL AS lacks_evidence,
           namesake.nomination_no IS NOT NULL AS is_namesake, alike.nomination_no IS NOT NULL AS is_alike,
           c.nomination_no IS NULL AS not_compared,
           w.closes_on, w.is_provisional, p.nomination_no IS NULL AS no_posting, p.posted_on, p.taken_down_on,
           p.posting_place, p.evidence_names, p.objection_count, p.objection_outcome, p.recommended_on,
           t.applied_since_on, t.has_benefit, t.condition_met,
           m.is_own_post, m.shows_craftsmanship, m.is_proven_in_practice, m.is_original, m.has_notable_results,
           i.patent_no, i.granted_on, i.implemented_on AS used_on, i.is_defence_or_secret, i.is_in_force,
           i.has_ownership_dispute, i.patentee, i.all_patentees_agree, i.first_inventor_name,
           i.is_first_inventor_staff, i.has_notable_benefit,
           g.proposed_on, g.implemented_on AS done_on, g.area,
           (g.has_proposal_form AND g.has_reward_approval_form)
             OR (g.is_benefit_calculation_exact AND g.annual_benefit_cny >= 300000)
             OR (g.is_appraised AND g.is_recognised_above_unit) AS has_ground
      FROM e
      LEFT JOIN person_keys pk ON pk.person_id_hmac = e.person_id_hmac
      LEFT JOIN orders ON orders.body_code = e.body_code AND orders.category = e.category
      LEFT JOIN ties ON ties.body_code = e.body_code AND ties.category = e.category AND ties.priority_no = e.priority_no
      LEFT JOIN missing ON missing.nomination_no = e.nomination_no
      LEFT JOIN honours.nomination_posting p ON p.nomination_no = e.nomination_no
      LEFT JOIN closing w ON w.posted_on = p.posted_on
      LEFT JOIN honours.tech_achievement t ON t.nomination_no = e.nomination_no
      LEFT JOIN honours.operating_method m ON m.nomination_no = e.nomination_no
      LEFT JOIN patent i ON i.nomination_no = e.nomination_no
      LEFT JOIN patent_keys tk ON tk.key = i.key
      LEFT JOIN crowd ON crowd.nomination_no = e.nomination_no
      LEFT JOIN honours.golden_idea g ON g.nomination_no = e.nomination_no
      LEFT JOIN namesake ON namesake.nomination_no = e.nomination_no
      LEFT JOIN alike ON alike.nomination_no = e.nomination_no
      LEFT JOIN honours.text_comparison c ON c.nomination_no = e.nomination_no AND c.revision = e.revision
)
SELECT count(*) AS nominations,
  count(*) FILTER (WHERE is_frontline IS NOT TRUE) AS frontline_worker_r,
  count(*) FILTER (WHERE completer_rank > 1) AS first_completer_f,
  count(*) FILTER (WHERE completer_rank IS NULL OR completer_rank < 1) AS first_completer_r,
  count(*) FILTER (WHERE zl AND (first_inventor_name = person_name) IS NOT TRUE) AS first_inventor_nominated_r,
  count(*) FILTER (WHERE kc AND is_unit_head) AS unit_head_f,
  count(*) FILTER (WHERE kc AND is_unit_head IS NULL) AS unit_head_r,
  count(*) FILTER (WHERE zl AND is_unit_head) AS patent_unit_head_f,
  count(*) FILTER (WHERE zl AND is_unit_head IS NULL) AS patent_unit_head_r,
  count(*) FILTER (WHERE kc AND professional_title IN ('associate_senior', 'senior')) AS senior_title_f,
  count(*) FILTER (WHERE kc AND professional_title IS NULL) AS senior_title_r,
  count(*) FILTER (WHERE twice_person) AS one_entry_f,
  count(*) FILTER (WHERE person_id_hmac IS NULL) AS one_entry_r,
  count(*) FILTER (WHERE is_namesake) AS same_name_and_unit_r,
  count(*) FILTER (WHERE kc AND prior_award LIKE '%science_award') AS science_award_f,
  count(*) FILTER (WHERE kc AND prior_award IS NULL) AS science_award_r,
  count(*) FILTER (WHERE zl AND prior_award LIKE '%patent_award') AS patent_award_f,
  count(*) FILTER (WHERE zl AND prior_award IS NULL) AS patent_award_r,
  count(*) FILTER (WHERE is_state_secret) AS state_secret_f,
  count(*) FILTER (WHERE is_state_secret IS NULL) AS state_secret_r,
  count(*) FILTER (WHERE has_ip_dispute) AS intellectual_property_f,
  count(*) FILTER (WHERE has_ip_dispute IS NULL) AS intellectual_property_r,
  count(*) FILTER (WHERE is_medical) AS medical_project_f,
  count(*) FILTER (WHERE is_medical IS NULL) AS medical_project_r,
  count(*) FILTER (WHERE is_government_or_enterprise_project AND NOT is_union_organised) AS project_origin_f,
  count(*) FILTER (WHERE (is_government_or_enterprise_project AND NOT is_union_organised) IS NULL) AS project_origin_r,
  count(*) FILTER (WHERE kj AND applied_since_on > '2023-10-31') AS applied_long_enough_f,
  count(*) FILTER (WHERE kj AND applied_since_on IS NULL) AS applied_long_enough_r,
  count(*) FILTER (WHERE kj AND NOT has_benefit) AS produced_benefit_f,
  count(*) FILTER (WHERE kj AND has_benefit IS NULL) AS produced_benefit_r,
  count(*) FILTER (WHERE kj AND condition_met = 'none') AS achievement_ground_f,
  count(*) FILTER (WHERE kj AND condition_met IS NULL) AS achievement_ground_r,
  count(*) FILTER (WHERE cz AND NOT is_own_post) AS own_post_f,
  count(*) FILTER (WHERE cz AND is_own_post IS NULL) AS own_post_r,
  count(*) FILTER (WHERE cz AND NOT shows_craftsmanship) AS craftsmanship_f,
  count(*) FILTER (WHERE cz AND shows_craftsmanship IS NULL) AS craftsmanship_r,
  count(*) FILTER (WHERE cz AND NOT is_proven_in_practice) AS proven_in_practice_f,
  count(*) FILTER (WHERE cz AND is_proven_in_practice IS NULL) AS proven_in_practice_r,
  count(*) FILTER (WHERE cz AND NOT is_original) AS original_method_f,
  count(*) FILTER (WHERE cz AND is_original IS NULL) AS original_method_r,
  count(*) FILTER (WHERE cz AND NOT has_notable_results) AS method_results_f,
  count(*) FILTER (WHERE cz AND has_notable_results IS NULL) AS method_results_r,
  count(*) FILTER (WHERE zl AND used_on NOT BETWEEN '2020-10-31' AND '2025-10-31') AS patent_in_use_f,
  count(*) FILTER (WHERE zl AND used_on IS NULL) AS patent_in_use_r,
  count(*) FILTER (WHERE zl AND NOT has_notable_benefit) AS patent_benefit_f,
  count(*) FILTER (WHERE zl AND has_notable_benefit IS NULL) AS patent_benefit_r,
  count(*) FILTER (WHERE zl AND granted_on NOT BETWEEN '2024-01-01' AND '2024-12-31') AS granted_year_before_f,
  count(*) FILTER (WHERE zl AND granted_on IS NULL) AS granted_year_before_r,
  count(*) FILTER (WHERE zl AND is_defence_or_secret) AS open_patent_f,
  count(*) FILTER (WHERE zl AND is_defence_or_secret IS NULL) AS open_patent_r,
  count(*) FILTER (WHERE zl AND NOT is_in_force) AS patent_in_force_f,
  count(*) FILTER (WHERE zl AND is_in_force IS NULL) AS patent_in_force_r,
  count(*) FILTER (WHERE zl AND has_ownership_dispute) AS patent_ownership_f,
  count(*) FILTER (WHERE zl AND has_ownership_dispute IS NULL) AS patent_ownership_r,
  count(*) FILTER (WHERE zl AND NOT all_patentees_agree) AS patentees_agree_f,
  count(*) FILTER (WHERE zl AND all_patentees_agree IS NULL) AS patentees_agree_r,
  count(*) FILTER (WHERE zl AND NOT is_first_inventor_staff) AS first_inventor_staff_f,
  count(*) FILTER (WHERE zl AND is_first_inventor_staff IS NULL) AS first_inventor_staff_r,
  count(*) FILTER (WHERE zl AND (twice_patent OR patent_no IS NULL)) AS one_patent_one_entry_r,
  count(*) FILTER (WHERE zl AND (is_crowded OR patentee IS NULL)) AS patentee_entries_r,
  count(*) FILTER (WHERE jd AND proposed_on NOT BETWEEN '2025-01-01' AND '2025-12-31') AS proposed_in_year_f,
  count(*) FILTER (WHERE jd AND proposed_on IS NULL) AS proposed_in_year_r,
  count(*) FILTER (WHERE jd AND done_on NOT BETWEEN '2025-01-01' AND '2025-10-31') AS idea_in_practice_f,
  count(*) FILTER (WHERE jd AND (done_on BETWEEN '2025-01-01' AND '2025-10-31') IS NOT FALSE
                     AND (done_on >= proposed_on) IS NOT TRUE) AS idea_in_practice_r,
  count(*) FILTER (WHERE jd AND (area <> 'other') IS NOT TRUE) AS idea_area_r,
  count(*) FILTER (WHERE jd AND NOT has_ground) AS idea_ground_f,
  count(*) FILTER (WHERE jd AND has_ground IS NULL) AS idea_ground_r,
  count(*) FILTER (WHERE (posted_on >= '2025-09-01') IS NOT TRUE) AS posted_after_call_r,
  count(*) FILTER (WHERE taken_down_on < closes_on) AS posting_days_f,
  count(*) FILTER (WHERE (taken_down_on >= closes_on AND NOT is_provisional) IS NOT TRUE
                     AND (taken_down_on < closes_on) IS NOT TRUE) AS posting_days_r,
  count(*) FILTER (WHERE recommended_on <= closes_on OR received_on <= closes_on) AS recommended_after_posting_f,
  count(*) FILTER (WHERE (recommended_on <= closes_on OR received_on <= closes_on) IS NOT TRUE
                     AND (recommended_on > closes_on AND received_on > closes_on AND recommended_on <= received_on
                          AND NOT is_provisional) IS NOT TRUE) AS recommended_after_posting_r,
  count(*) FILTER (WHERE (btrim(posting_place) <> '') IS NOT TRUE) AS posting_place_r,
  count(*) FILTER (WHERE lacks_evidence OR evidence_names = '{}') AS posting_evidence_f,
  count(*) FILTER (WHERE no_posting) AS posting_evidence_r,
  count(*) FILTER (WHERE objection_outcome = 'upheld') AS objections_settled_f,
  count(*) FILTER (WHERE objection_outcome IS NULL OR objection_outcome = 'open') AS objections_settled_r,
  count(*) FILTER (WHERE objection_count IS NULL OR objection_outcome IS NULL OR objection_count < 0
                      OR (objection_count = 0) <> (objection_outcome = 'none')) AS objection_record_r,
  count(*) FILTER (WHERE is_tied OR highest <> entries) AS priority_order_r,
  count(*) FILTER (WHERE received_on > '2025-10-31') AS received_in_time_f,
  count(*) FILTER (WHERE is_alike OR not_compared) AS similar_text_r
FROM a
