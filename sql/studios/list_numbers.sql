-- All numbers of the register, so that a near one can be named (model-studio/14).
-- Read by honours.services.studios.register.
SELECT studio_no FROM honours.studio ORDER BY studio_no
