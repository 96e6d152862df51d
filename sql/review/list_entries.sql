-- What entries say of themselves, for the experts who score them: the facts of the category as text by column (award/11,
-- employee-studio/6).
-- Read by honours.services.review.entries.
SELECT n.nomination_no, n.category, n.project_name, n.project_summary, n.speciality, n.unit_name, n.person_name,
       coalesce((SELECT jsonb_object_agg(f.key, f.value)
          FROM jsonb_each_text(coalesce(to_jsonb(t), to_jsonb(m), to_jsonb(p), to_jsonb(g), to_jsonb(s))) AS f
         WHERE f.value IS NOT NULL), '{}') AS facts
  FROM honours.nomination AS n
  LEFT JOIN honours.tech_achievement AS t USING (nomination_no)
  LEFT JOIN honours.operating_method AS m USING (nomination_no)
  LEFT JOIN honours.invention_patent AS p USING (nomination_no)
  LEFT JOIN honours.golden_idea AS g USING (nomination_no)
  LEFT JOIN honours.studio_application AS s USING (nomination_no)
 WHERE n.nomination_no = ANY(CAST(:nomination_nos AS text[]))
