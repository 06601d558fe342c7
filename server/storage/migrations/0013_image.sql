-- Pictures of signatures and seals, and who approved them. Rows are only ever added.
CREATE TABLE signature_image (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('hand', 'seal')),
    name text NOT NULL COLLATE vi,
    png bytea NOT NULL,
    width_um integer NOT NULL CHECK (width_um > 0),
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    registered_by uuid NOT NULL REFERENCES account (id),
    registered_at timestamptz NOT NULL,
    CHECK (valid_from <= valid_to)
);
CREATE INDEX signature_image_agency ON signature_image (agency, kind, valid_from);
CREATE INDEX signature_image_registered_by ON signature_image (registered_by);
COMMENT ON TABLE signature_image IS 'Hình chữ ký, con dấu: width_um is its true width on paper, in thousandths of a millimetre; a hand belongs to who registered it';
REVOKE UPDATE, DELETE, TRUNCATE ON signature_image FROM motcua_app;

CREATE TABLE image_approval (
    image uuid PRIMARY KEY REFERENCES signature_image (id),
    agency text NOT NULL,
    document text NOT NULL CHECK (document <> ''),
    approved_by uuid NOT NULL,
    approved_at timestamptz NOT NULL
);
COMMENT ON TABLE image_approval IS 'Phê duyệt hình: an image without a row may not be used';
REVOKE UPDATE, DELETE, TRUNCATE ON image_approval FROM motcua_app;
