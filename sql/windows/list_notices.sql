-- The public notices that were not replaced, each with whether the cycle has concluded since (award/12).
-- Read by honours.services.windows.finding.
SELECT w.cycle, w.notice_no, w.posted_on, w.closes_on, w.is_provisional,
       NOT EXISTS (
           SELECT FROM honours.entry_notice AS e JOIN honours.nomination AS n USING (nomination_no)
            WHERE e.cycle = w.cycle AND e.notice_no = w.notice_no AND n.state NOT IN ('on_notice')) AS is_open
  FROM honours.public_notice AS w
 WHERE NOT EXISTS (
       SELECT FROM honours.public_notice AS later WHERE later.cycle = w.cycle AND later.replaces_no = w.notice_no)
 ORDER BY w.cycle, w.notice_no
