-- In which cycles and categories experts served: what our own score sheets say, and of other years what the roster says
-- (award/11, employee-studio/6).
-- Read by honours.services.review.experts.
WITH own AS (
    SELECT s.expert_no, s.cycle, s.category, count(n.nomination_no) AS entry_count
      FROM honours.score_sheet AS s
      LEFT JOIN honours.score AS p ON p.cycle = s.cycle AND p.expert_no = s.expert_no
      LEFT JOIN honours.nomination AS n ON n.nomination_no = p.nomination_no AND n.category = s.category
     GROUP BY s.expert_no, s.cycle, s.category
)
SELECT expert_no, cycle, category, entry_count, false AS is_imported FROM own
 UNION ALL
SELECT expert_no, cycle, category, entry_count, true FROM honours.expert_service AS t
 WHERE NOT EXISTS (
     SELECT FROM own WHERE own.expert_no = t.expert_no AND own.cycle = t.cycle AND own.category = t.category)
 ORDER BY expert_no, cycle, category
