-- The agency's signing devices, and who held each of them when.
CREATE TABLE signing_device (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    name text NOT NULL COLLATE vi,
    serial text NOT NULL,
    certificate_sha256 text NOT NULL CHECK (certificate_sha256 ~ '^([0-9a-f]{64})?$'),
    registered_by uuid NOT NULL,
    registered_at timestamptz NOT NULL,
    CONSTRAINT signing_device_once UNIQUE (agency, serial)
);
COMMENT ON TABLE signing_device IS 'Thiết bị lưu khóa bí mật của cơ quan: never a key, only which device';
REVOKE UPDATE, DELETE, TRUNCATE ON signing_device FROM motcua_app;

CREATE TABLE custody (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    device uuid NOT NULL REFERENCES signing_device (id),
    holder uuid NOT NULL REFERENCES account (id),
    document text NOT NULL CHECK (document <> ''),
    minutes text NOT NULL CHECK (minutes <> ''),
    lent boolean NOT NULL,
    permission text NOT NULL,
    begins_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL,
    CHECK (NOT lent OR permission <> '')
);
CREATE INDEX custody_device ON custody (device, begins_at);
CREATE INDEX custody_holder ON custody (holder);
COMMENT ON TABLE custody IS 'Sổ giao nhận thiết bị ký: the latest row of a device says who holds it';
REVOKE UPDATE, DELETE, TRUNCATE ON custody FROM motcua_app;
