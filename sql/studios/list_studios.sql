-- The studios of the register, as they stand: of one scheme, level or body, or named in one year (model-studio/14).
-- Read by honours.services.studios.register.
SELECT s.studio_no, s.scheme, s.name, s.unit_name, s.unit_uscc, s.body_code, body.name AS body_name
  FROM honours.studio_now AS s
  JOIN honours.recommending_body AS body USING (body_code)
 WHERE (CAST(:studio_no AS text) IS NULL OR s.studio_no = :studio_no)
   AND (CAST(:scheme AS text) IS NULL OR s.scheme = :scheme)
   AND (CAST(:level AS text) IS NULL OR s.level = :level)
   AND (CAST(:body_code AS text) IS NULL OR s.body_code = :body_code)
   AND (CAST(:year AS int) IS NULL OR EXISTS (
        SELECT FROM honours.studio_naming AS n
         WHERE n.studio_no = s.studio_no AND extract(year FROM n.named_on) = :year))
 ORDER BY s.studio_no
