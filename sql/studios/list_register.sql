-- What the register holds, one row a naming, to hold an imported register against (model-studio/14). No personal number.
-- Read by honours.services.studios.importing.
SELECT s.studio_no, s.scheme, s.name, s.unit_name, s.unit_uscc, s.body_code, n.level, n.named_on, n.decision_no,
       n.leader_name, n.leader_honour, n.team_size, n.team_members, n.subsidy_cny
  FROM honours.studio AS s
  JOIN honours.studio_naming AS n USING (studio_no)
 ORDER BY s.studio_no, n.named_on
