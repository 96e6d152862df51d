-- The highest running number that the register has given to this scheme and year; 0 for none (model-studio/14).
-- Read by honours.services.studios.entering.
SELECT coalesce(max(right(studio_no, 3)::int), 0) FROM honours.studio WHERE starts_with(studio_no, :prefix)
