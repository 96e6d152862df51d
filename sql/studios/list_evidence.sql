-- The evidence that the given nominations name, in their order, with the file where the body has sent it
-- (model-studio/14).
-- Read by honours.services.studios.dossier.facts.
SELECT n.nomination_no, listed.name, file.sha256, file.received_on
  FROM honours.nomination AS n
  JOIN honours.studio_application AS a USING (nomination_no)
 CROSS JOIN LATERAL unnest(a.evidence_names) WITH ORDINALITY AS listed (name, place)
  LEFT JOIN honours.evidence_file AS file
    ON file.cycle = n.cycle AND file.body_code = n.body_code AND file.file_name = listed.name
 WHERE n.nomination_no = ANY(CAST(:nomination_nos AS text[]))
 ORDER BY n.nomination_no, listed.place
