-- What verdicts on signatures rested on, so that they can be shown and reached again years later without the network.
CREATE TABLE signature_evidence (
    agency text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    kind text NOT NULL CHECK (kind IN ('official_anchor', 'public_anchor', 'certificate', 'crl', 'ocsp')),
    der bytea NOT NULL,
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (agency, sha256)
);
COMMENT ON TABLE signature_evidence IS 'Chứng thư số, danh sách thu hồi, trả lời OCSP đã dùng khi kiểm tra chữ ký; each once, by its digest';
REVOKE UPDATE, DELETE, TRUNCATE ON signature_evidence FROM motcua_app;

CREATE TABLE result_evidence (
    agency text NOT NULL,
    upload uuid NOT NULL REFERENCES result_upload (id),
    sha256 text NOT NULL,
    PRIMARY KEY (upload, sha256),
    FOREIGN KEY (agency, sha256) REFERENCES signature_evidence (agency, sha256)
);
CREATE INDEX result_evidence_item ON result_evidence (agency, sha256);
COMMENT ON TABLE result_evidence IS 'Which evidence the verdict on a result file rested on';
REVOKE UPDATE, DELETE, TRUNCATE ON result_evidence FROM motcua_app;
