-- The parts of the given studios' files in their last version (model-studio/14).
-- Read by honours.services.studios.register.
SELECT DISTINCT ON (studio_no, year, part) studio_no, year, part, version, sha256, file_name, made_on
  FROM honours.studio_dossier
 WHERE studio_no = ANY(CAST(:studio_nos AS text[]))
 ORDER BY studio_no, year, part, version DESC
