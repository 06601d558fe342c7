-- A certificate or an authorisation to sign that ends before its term: by whom, why and when. The row it ends stays as it was;
-- rows are only ever added. And what a person reads of a certificate, and what an authorisation covers (NĐ 30/2020/NĐ-CP art. 13.3).
ALTER TABLE personal_certificate ADD COLUMN subject text NOT NULL DEFAULT '', ADD COLUMN issuer text NOT NULL DEFAULT '',
    ADD COLUMN serial text NOT NULL DEFAULT '', ADD COLUMN valid_from timestamptz, ADD COLUMN valid_to timestamptz;
ALTER TABLE signing_delegation ADD COLUMN content text NOT NULL DEFAULT '';

CREATE TABLE personal_certificate_end (
    certificate uuid PRIMARY KEY REFERENCES personal_certificate (id),
    agency text NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    ended_by uuid NOT NULL REFERENCES account (id),
    ended_at timestamptz NOT NULL
);
CREATE INDEX personal_certificate_end_ended_by ON personal_certificate_end (ended_by);
COMMENT ON TABLE personal_certificate_end IS 'Chấm dứt dùng một chứng thư số: lost, replaced, its holder left';
REVOKE UPDATE, DELETE, TRUNCATE ON personal_certificate_end FROM motcua_app;

CREATE TABLE signing_delegation_end (
    delegation uuid PRIMARY KEY REFERENCES signing_delegation (id),
    agency text NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    ended_by uuid NOT NULL REFERENCES account (id),
    ended_at timestamptz NOT NULL
);
CREATE INDEX signing_delegation_end_ended_by ON signing_delegation_end (ended_by);
COMMENT ON TABLE signing_delegation_end IS 'Chấm dứt ủy quyền ký trước hạn';
REVOKE UPDATE, DELETE, TRUNCATE ON signing_delegation_end FROM motcua_app;
