-- The checks of model-studio/5 to /9, /12, /15.3 and /20 as a careful person would write them in one pass: how many
-- applications break each rule (_f) and how many a person must decide (_r). Read by bench/judging_studios.py, which
-- sets the numbers beside those of the declared rules.
WITH e AS NOT MATERIALIZED (SELECT * FROM honours.nomination
                            WHERE cycle = '2026/model_worker_studio' AND NOT is_withdrawn),
o AS NOT MATERIALIZED (SELECT * FROM honours.nomination
                            WHERE cycle = '2026/employee_studio' AND NOT is_withdrawn),
leader_keys AS (SELECT person_id_hmac FROM honours.nomination
                 WHERE cycle IN ('2026/model_worker_studio', '2026/employee_studio') AND NOT is_withdrawn
                   AND person_id_hmac IS NOT NULL GROUP BY 1 HAVING count(*) > 1),
name_keys AS (SELECT lower(translate(project_name, '（）“”ＡＢＣ 　·', '()""ABC')) AS key
             FROM e GROUP BY 1 HAVING count(*) > 1),
number_keys AS (SELECT studio_no FROM e JOIN honours.studio_application USING (nomination_no)
             WHERE studio_no IS NOT NULL
                 GROUP BY 1 HAVING count(*) > 1),
counterpart AS (SELECT DISTINCT e.nomination_no FROM e JOIN o
    ON o.unit_uscc = e.unit_uscc AND (o.person_id_hmac = e.person_id_hmac OR o.person_name = e.person_name
            OR replace(replace(replace(replace(replace(
                lower(translate(o.project_name, '（）“”ＡＢＣ 　·', '()""ABC')),
                '示范性', ''), '劳模', ''), '职工', ''), '创新', ''), '工作室', '')
             = replace(replace(replace(replace(replace(
                lower(translate(e.project_name, '（）“”ＡＢＣ 　·', '()""ABC')),
                '示范性', ''), '劳模', ''), '职工', ''), '创新', ''), '工作室', ''))),
standing AS (SELECT e.nomination_no, bool_or(s.scheme = 'model_worker_studio') AS stands,
                    bool_or(s.scheme = 'employee_studio') AS stands_elsewhere,
                    bool_or(s.scheme = 'model_worker_studio' AND g.level = 'demonstration') AS stands_as_demonstration
               FROM e JOIN honours.studio s ON s.unit_uscc = e.unit_uscc JOIN honours.studio_naming g USING (studio_no)
              WHERE g.nomination_no IS DISTINCT FROM e.nomination_no
                AND s.unit_uscc = e.unit_uscc AND (g.leader_id_hmac = e.person_id_hmac OR g.leader_name = e.person_name
            OR replace(replace(replace(replace(replace(
                lower(translate(s.name, '（）“”ＡＢＣ 　·', '()""ABC')),
                '示范性', ''), '劳模', ''), '职工', ''), '创新', ''), '工作室', '')
             = replace(replace(replace(replace(replace(
                lower(translate(e.project_name, '（）“”ＡＢＣ 　·', '()""ABC')),
                '示范性', ''), '劳模', ''), '职工', ''), '创新', ''), '工作室', ''))
              GROUP BY 1),
registered AS (SELECT s.studio_no, s.scheme, s.name, s.unit_uscc, min(g.named_on) AS first_named_on,
                      bool_or(g.level = 'demonstration') AS is_demonstration
                 FROM honours.studio s JOIN honours.studio_naming g USING (studio_no) GROUP BY 1),
taken AS (SELECT e.nomination_no, min(s.studio_no) AS least, max(s.studio_no) AS most FROM e JOIN honours.studio s
              ON s.scheme = 'model_worker_studio' AND s.unit_uscc <> e.unit_uscc
             AND lower(translate(s.name, '（）“”ＡＢＣ 　·', '()""ABC'))
               = lower(translate(e.project_name, '（）“”ＡＢＣ 　·', '()""ABC')) GROUP BY 1),
alike AS (SELECT DISTINCT r.nomination_no FROM honours.text_resemblance r JOIN e USING (nomination_no, revision)
            JOIN honours.nomination other ON other.nomination_no = r.other_no
           WHERE (r.common_percent >= 28 OR r.contained_percent >= 60)
             AND NOT (other.cycle = r.cycle AND other.is_withdrawn)),
orders AS (SELECT body_code, category, count(*) AS entries, max(priority_no) AS highest FROM e GROUP BY 1, 2),
ties AS (SELECT body_code, category, priority_no FROM e GROUP BY 1, 2, 3 HAVING count(*) > 1),
missing AS (SELECT DISTINCT e.nomination_no FROM e JOIN honours.studio_application a USING (nomination_no)
              CROSS JOIN unnest(a.evidence_names) AS name
             WHERE NOT EXISTS (SELECT FROM honours.evidence_file f
                                WHERE f.cycle = e.cycle AND f.body_code = e.body_code AND f.file_name = name)),
visit AS (SELECT f.nomination_no,
                  max(observed) FILTER (WHERE aspect = 'team') AS team_seen,
                  max(conclusion) FILTER (WHERE aspect = 'team') AS team_said,
                  max(observed) FILTER (WHERE aspect = 'conditions') AS conditions_seen,
                  max(conclusion) FILTER (WHERE aspect = 'conditions') AS conditions_said,
                  max(observed) FILTER (WHERE aspect = 'projects') AS projects_seen,
                  max(conclusion) FILTER (WHERE aspect = 'projects') AS projects_said,
                  max(observed) FILTER (WHERE aspect = 'funds') AS funds_seen,
                  max(conclusion) FILTER (WHERE aspect = 'funds') AS funds_said,
                  max(observed) FILTER (WHERE aspect = 'awards') AS awards_seen,
                  max(conclusion) FILTER (WHERE aspect = 'awards') AS awards_said,
                  max(observed) FILTER (WHERE aspect = 'training') AS training_seen,
                  max(conclusion) FILTER (WHERE aspect = 'training') AS training_said,
                  max(observed) FILTER (WHERE aspect = 'patents') AS patents_seen,
                  max(conclusion) FILTER (WHERE aspect = 'patents') AS patents_said,
                  max(observed) FILTER (WHERE aspect = 'economic_benefit') AS economic_benefit_seen,
                  max(conclusion) FILTER (WHERE aspect = 'economic_benefit') AS economic_benefit_said,
                  max(observed) FILTER (WHERE aspect = 'social_benefit') AS social_benefit_seen,
                  max(conclusion) FILTER (WHERE aspect = 'social_benefit') AS social_benefit_said
            FROM honours.verification_finding f JOIN honours.verification_form v USING (nomination_no)
           WHERE v.cycle = '2026/model_worker_studio' AND v.received_on IS NOT NULL GROUP BY 1),
a AS (
    SELECT e.*, e.category = 'demonstration' AS is_demo, a.*, array_to_string(a.evidence_names, '、') AS listed,
           coalesce(r.scheme = 'model_worker_studio' AND r.unit_uscc = e.unit_uscc, false) AS is_own,
           r.scheme AS register_scheme, r.name AS register_name, r.unit_uscc AS register_uscc, r.first_named_on,
           r.is_demonstration AS registered_demonstration,
           stands, stands_elsewhere, stands_as_demonstration, lk.person_id_hmac IS NOT NULL AS twice_leader,
           nk.key IS NOT NULL AS twice_name, sk.studio_no IS NOT NULL AS twice_number,
           least <> coalesce(a.studio_no, '') OR most <> coalesce(a.studio_no, '') AS is_taken,
           counterpart.nomination_no IS NOT NULL AS has_counterpart, orders.entries, orders.highest,
           ties.priority_no IS NOT NULL AS is_tied, missing.nomination_no IS NOT NULL AS lacks_evidence,
           alike.nomination_no IS NOT NULL AS is_alike, c.nomination_no IS NULL AS not_compared, visit.*
      FROM e
      LEFT JOIN honours.studio_application a ON a.nomination_no = e.nomination_no
      LEFT JOIN registered r ON r.studio_no = a.studio_no
      LEFT JOIN standing ON standing.nomination_no = e.nomination_no
      LEFT JOIN leader_keys lk ON lk.person_id_hmac = e.person_id_hmac
      LEFT JOIN name_keys nk ON nk.key = lower(translate(e.project_name, '（）“”ＡＢＣ 　·', '()""ABC'))
      LEFT JOIN number_keys sk ON sk.studio_no = a.studio_no
      LEFT JOIN taken ON taken.nomination_no = e.nomination_no
      LEFT JOIN counterpart ON counterpart.nomination_no = e.nomination_no
      LEFT JOIN orders ON orders.body_code = e.body_code AND orders.category = e.category
      LEFT JOIN ties ON ties.body_code = e.body_code AND ties.category = e.category AND ties.priority_no = e.priority_no
      LEFT JOIN missing ON missing.nomination_no = e.nomination_no
      LEFT JOIN alike ON alike.nomination_no = e.nomination_no
      LEFT JOIN honours.text_comparison c ON c.nomination_no = e.nomination_no AND c.revision = e.revision
      LEFT JOIN visit ON visit.nomination_no = e.nomination_no
)
SELECT count(*) AS nominations,
  count(*) FILTER (WHERE leader_honour = 'none') AS leader_honour_f,
  count(*) FILTER (WHERE leader_honour IS NULL) AS leader_honour_r,
  count(*) FILTER (WHERE leader_honour IS NULL OR leader_honour IN ('none', 'other_model_worker',
               'municipal_medal')) AS leader_honour_level_r,
  count(*) FILTER (WHERE NOT has_leader_expertise) AS leader_expertise_f,
  count(*) FILTER (WHERE has_leader_expertise IS NULL) AS leader_expertise_r,
  count(*) FILTER (WHERE NOT is_legal_person) AS legal_person_f,
  count(*) FILTER (WHERE is_legal_person IS NULL) AS legal_person_r,
  count(*) FILTER (WHERE NOT has_union) AS unit_union_f,
  count(*) FILTER (WHERE has_union IS NULL) AS unit_union_r,
  count(*) FILTER (WHERE NOT has_signs) AS signs_f,
  count(*) FILTER (WHERE has_signs IS NULL) AS signs_r,
  count(*) FILTER (WHERE NOT has_equipment) AS equipment_f,
  count(*) FILTER (WHERE has_equipment IS NULL) AS equipment_r,
  count(*) FILTER (WHERE NOT has_rules) AS management_rules_f,
  count(*) FILTER (WHERE has_rules IS NULL) AS management_rules_r,
  count(*) FILTER (WHERE NOT has_records) AS records_f,
  count(*) FILTER (WHERE has_records IS NULL) AS records_r,
  count(*) FILTER (WHERE NOT has_goals) AS goals_f,
  count(*) FILTER (WHERE has_goals IS NULL) AS goals_r,
  count(*) FILTER (WHERE NOT has_plan) AS plan_f,
  count(*) FILTER (WHERE has_plan IS NULL) AS plan_r,
  count(*) FILTER (WHERE NOT has_activities) AS activities_f,
  count(*) FILTER (WHERE has_activities IS NULL) AS activities_r,
  count(*) FILTER (WHERE NOT takes_on_projects) AS takes_on_projects_f,
  count(*) FILTER (WHERE takes_on_projects IS NULL) AS takes_on_projects_r,
  count(*) FILTER (WHERE NOT has_benefit) AS benefit_f,
  count(*) FILTER (WHERE has_benefit IS NULL) AS benefit_r,
  count(*) FILTER (WHERE team_size < 5) AS team_size_f,
  count(*) FILTER (WHERE team_size IS NULL) AS team_size_r,
  count(*) FILTER (WHERE is_team_balanced IS NOT TRUE) AS team_balance_r,
  count(*) FILTER (WHERE founded_on > '2025-10-31') AS operating_years_f,
  count(*) FILTER (WHERE founded_on IS NULL) AS operating_years_r,
  count(*) FILTER (WHERE is_dedicated_unit) AS dedicated_unit_f,
  count(*) FILTER (WHERE is_dedicated_unit IS NULL) AS dedicated_unit_r,
  count(*) FILTER (WHERE NOT has_place) AS place_f,
  count(*) FILTER (WHERE has_place IS NOT FALSE AND (has_place AND place_area_m2 > 0) IS NOT TRUE) AS place_r,
  count(*) FILTER (WHERE annual_funds_cny <= 0) AS annual_funds_f,
  count(*) FILTER (WHERE annual_funds_cny IS NULL) AS annual_funds_r,
  count(*) FILTER (WHERE recognised_projects < 1) AS recognised_projects_f,
  count(*) FILTER (WHERE recognised_projects IS NULL) AS recognised_projects_r,
  count(*) FILTER (WHERE NOT is_demo AND is_own) AS not_named_yet_f,
  count(*) FILTER (WHERE NOT is_demo AND NOT is_own AND (studio_no IS NOT NULL OR stands)) AS not_named_yet_r,
  count(*) FILTER (WHERE is_demo AND (register_scheme <> 'model_worker_studio' OR register_uscc <> unit_uscc
               AND register_name <> project_name)) AS from_named_f,
  count(*) FILTER (WHERE is_demo AND (register_scheme IS NULL OR register_scheme = 'model_worker_studio'
               AND register_uscc <> unit_uscc AND register_name = project_name)) AS from_named_r,
  count(*) FILTER (WHERE is_demo AND register_scheme = 'model_worker_studio'
               AND registered_demonstration) AS not_demonstration_yet_f,
  count(*) FILTER (WHERE is_demo AND register_scheme IS NULL AND stands_as_demonstration) AS not_demonstration_yet_r,
  count(*) FILTER (WHERE is_demo AND register_scheme = 'model_worker_studio'
               AND first_named_on > '2024-10-31') AS named_years_f,
  count(*) FILTER (WHERE is_demo AND register_scheme IS DISTINCT FROM 'model_worker_studio') AS named_years_r,
  count(*) FILTER (WHERE is_demo AND NOT has_leader_influence) AS leader_influence_f,
  count(*) FILTER (WHERE is_demo AND has_leader_influence IS NULL) AS leader_influence_r,
  count(*) FILTER (WHERE is_demo AND NOT has_solved_key_problems) AS key_problems_f,
  count(*) FILTER (WHERE is_demo AND has_solved_key_problems IS NULL) AS key_problems_r,
  count(*) FILTER (WHERE is_demo AND NOT has_film) AS film_f,
  count(*) FILTER (WHERE is_demo AND has_film IS NULL) AS film_r,
  count(*) FILTER (WHERE is_demo AND NOT has_leading_role) AS leading_role_f,
  count(*) FILTER (WHERE is_demo AND has_leading_role IS NULL) AS leading_role_r,
  count(*) FILTER (WHERE is_demo AND social_benefit_count <= 0) AS both_benefits_f,
  count(*) FILTER (WHERE is_demo AND (social_benefit_count <= 0) IS NOT TRUE AND (social_benefit_count > 0
               AND economic_benefit_cny > 0) IS NOT TRUE) AS both_benefits_r,
  count(*) FILTER (WHERE is_demo AND NOT (has_member_ledger AND has_activity_ledger
               AND has_result_ledger)) AS ledgers_f,
  count(*) FILTER (WHERE is_demo AND (has_member_ledger AND has_activity_ledger
               AND has_result_ledger) IS NULL) AS ledgers_r,
  count(*) FILTER (WHERE is_demo AND (listed LIKE '%成员台账%' AND listed LIKE '%活动台账%' AND listed LIKE '%成果台账%'
                     AND (listed LIKE '%视频%' OR listed LIKE '%短片%')) IS NOT TRUE) AS demonstration_files_r,
  count(*) FILTER (WHERE party_consent_on > applied_on) AS party_consent_f,
  count(*) FILTER (WHERE (party_consent_on > applied_on) IS NULL) AS party_consent_r,
  count(*) FILTER (WHERE management_consent_on > applied_on) AS management_consent_f,
  count(*) FILTER (WHERE (management_consent_on > applied_on) IS NULL) AS management_consent_r,
  count(*) FILTER (WHERE (applied_on BETWEEN '2026-09-01' AND received_on) IS NOT TRUE) AS union_application_r,
  count(*) FILTER (WHERE lacks_evidence OR listed IS NULL) AS evidence_arrived_r,
  count(*) FILTER (WHERE NOT is_review_passed) AS body_review_f,
  count(*) FILTER (WHERE is_review_passed IS NULL) AS body_review_r,
  count(*) FILTER (WHERE (reviewed_on >= applied_on) IS NOT TRUE) AS reviewed_after_application_r,
  count(*) FILTER (WHERE (recommended_on BETWEEN reviewed_on
               AND received_on) IS NOT TRUE) AS recommended_after_review_r,
  count(*) FILTER (WHERE is_tied OR highest <> entries) AS priority_order_r,
  count(*) FILTER (WHERE received_on > '2026-10-31') AS received_in_time_f,
  count(*) FILTER (WHERE team_said = 'contradicted' AND team_size IS NOT NULL) AS team_verified_f,
  count(*) FILTER (WHERE (team_said = 'contradicted' AND team_size IS NOT NULL) IS NOT TRUE
                     AND (team_said = 'confirmed' AND team_seen >= team_size) IS NOT TRUE) AS team_verified_r,
  count(*) FILTER (WHERE conditions_said = 'contradicted' AND place_area_m2 IS NOT NULL) AS conditions_verified_f,
  count(*) FILTER (WHERE (conditions_said = 'contradicted' AND place_area_m2 IS NOT NULL) IS NOT TRUE
                     AND (conditions_said = 'confirmed'
                        AND conditions_seen >= place_area_m2) IS NOT TRUE) AS conditions_verified_r,
  count(*) FILTER (WHERE projects_said = 'contradicted' AND recognised_projects IS NOT NULL) AS projects_verified_f,
  count(*) FILTER (WHERE (projects_said = 'contradicted' AND recognised_projects IS NOT NULL) IS NOT TRUE
                     AND (projects_said = 'confirmed'
                        AND projects_seen >= recognised_projects) IS NOT TRUE) AS projects_verified_r,
  count(*) FILTER (WHERE funds_said = 'contradicted' AND annual_funds_cny IS NOT NULL) AS funds_verified_f,
  count(*) FILTER (WHERE (funds_said = 'contradicted' AND annual_funds_cny IS NOT NULL) IS NOT TRUE
                     AND (funds_said = 'confirmed' AND funds_seen >= annual_funds_cny) IS NOT TRUE) AS funds_verified_r,
  count(*) FILTER (WHERE awards_said = 'contradicted' AND award_count IS NOT NULL) AS awards_verified_f,
  count(*) FILTER (WHERE (awards_said = 'contradicted' AND award_count IS NOT NULL) IS NOT TRUE
                     AND (awards_said = 'confirmed' AND awards_seen >= award_count) IS NOT TRUE) AS awards_verified_r,
  count(*) FILTER (WHERE training_said = 'contradicted' AND trained_count IS NOT NULL) AS training_verified_f,
  count(*) FILTER (WHERE (training_said = 'contradicted' AND trained_count IS NOT NULL) IS NOT TRUE
                     AND (training_said = 'confirmed'
                        AND training_seen >= trained_count) IS NOT TRUE) AS training_verified_r,
  count(*) FILTER (WHERE patents_said = 'contradicted' AND patent_count IS NOT NULL) AS patents_verified_f,
  count(*) FILTER (WHERE (patents_said = 'contradicted' AND patent_count IS NOT NULL) IS NOT TRUE
                     AND (patents_said = 'confirmed'
                        AND patents_seen >= patent_count) IS NOT TRUE) AS patents_verified_r,
  count(*) FILTER (WHERE economic_benefit_said = 'contradicted'
               AND economic_benefit_cny IS NOT NULL) AS economic_benefit_verified_f,
  count(*) FILTER (WHERE (economic_benefit_said = 'contradicted' AND economic_benefit_cny IS NOT NULL) IS NOT TRUE
                     AND (economic_benefit_said = 'confirmed'
                        AND economic_benefit_seen >= economic_benefit_cny) IS NOT TRUE) AS economic_benefit_verified_r,
  count(*) FILTER (WHERE social_benefit_said = 'contradicted'
               AND social_benefit_count IS NOT NULL) AS social_benefit_verified_f,
  count(*) FILTER (WHERE (social_benefit_said = 'contradicted' AND social_benefit_count IS NOT NULL) IS NOT TRUE
                     AND (social_benefit_said = 'confirmed'
                        AND social_benefit_seen >= social_benefit_count) IS NOT TRUE) AS social_benefit_verified_r,
  count(*) FILTER (WHERE has_counterpart OR stands_elsewhere) AS in_both_schemes_r,
  count(*) FILTER (WHERE twice_leader OR person_id_hmac IS NULL) AS leader_applications_r,
  count(*) FILTER (WHERE twice_name OR twice_number OR is_taken) AS one_name_one_studio_r,
  count(*) FILTER (WHERE is_alike OR not_compared) AS similar_text_r
FROM a
