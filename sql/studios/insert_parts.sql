-- The parts of one year of a studio's file (model-studio/14): what is new or changed becomes the next version.
-- Read by honours.services.studios.dossier.making.
INSERT INTO honours.studio_dossier (studio_no, year, part, version, sha256, file_name, made_on)
SELECT :studio_no, :year, made.part, coalesce(last.version, 0) + 1, made.sha256, made.file_name, :made_on
  FROM unnest(CAST(:parts AS text[]), CAST(:sha256s AS text[]), CAST(:file_names AS text[]))
       AS made (part, sha256, file_name)
  LEFT JOIN LATERAL (
       SELECT version, sha256, file_name FROM honours.studio_dossier AS d
        WHERE d.studio_no = :studio_no AND d.year = :year AND d.part = made.part
        ORDER BY version DESC LIMIT 1) AS last ON true
 WHERE (last.sha256, last.file_name) IS DISTINCT FROM (made.sha256, made.file_name)
