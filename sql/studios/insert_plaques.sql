-- The plaques of a cycle's namings, once they hang (model-studio/9); what is recorded already stays as it is.
-- Read by honours.services.studios.plaques.
INSERT INTO honours.studio_plaque (studio_no, level, plaque_no, hung_on, recorded_by)
SELECT given.studio_no, given.level, given.plaque_no, :hung_on, :recorded_by
  FROM unnest(CAST(:studio_nos AS text[]), CAST(:levels AS text[]), CAST(:plaque_nos AS text[]))
       AS given (studio_no, level, plaque_no)
ON CONFLICT (studio_no, level) DO NOTHING
