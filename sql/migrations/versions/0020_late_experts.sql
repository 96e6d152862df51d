-- One more decision of people: what is done about experts whose score sheets are not in (award/11, employee-studio/6).
-- Read by 0020_late_experts.py.
ALTER TABLE honours.decision DROP CONSTRAINT ck_decision_kind_known;
ALTER TABLE honours.decision ADD CONSTRAINT ck_decision_kind_known CHECK (kind IN ('intake_closed', 'referrals_ruled', 'chair_meeting', 'payment_approval', 'notice_closed', 'plaques_hung', 'medals_decided', 'provincial_recommendation', 'reserve', 'consultations_closed', 'consultations_ruled', 'late_experts'));
