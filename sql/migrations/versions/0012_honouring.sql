-- Two more decisions of people: who gets the medal (award/13) and who is recommended to the province (award/15).
-- Read by 0012_honouring.py.
ALTER TABLE honours.decision DROP CONSTRAINT ck_decision_kind_known;
ALTER TABLE honours.decision ADD CONSTRAINT ck_decision_kind_known CHECK (kind IN ('intake_closed', 'referrals_ruled', 'chair_meeting', 'payment_approval', 'notice_closed', 'plaques_hung', 'medals_decided', 'provincial_recommendation'));
