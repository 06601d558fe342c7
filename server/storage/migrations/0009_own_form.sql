-- An office's own texts of the printed forms.
CREATE TABLE own_form (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    rule_set text NOT NULL,
    form text NOT NULL,
    number int NOT NULL CHECK (number > 0),
    html text NOT NULL,
    css text NOT NULL,
    made_at timestamptz NOT NULL,
    made_by uuid NOT NULL REFERENCES account (id),
    CONSTRAINT own_form_number UNIQUE (agency, rule_set, form, number)
);
CREATE INDEX own_form_maker ON own_form (made_by);
COMMENT ON TABLE own_form IS 'Bản mẫu giấy của cơ quan: each text that passed the check and was shown with sample data, numbered per form';
REVOKE UPDATE, DELETE, TRUNCATE ON own_form FROM motcua_app;

CREATE TABLE own_form_use (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency text NOT NULL,
    rule_set text NOT NULL,
    form text NOT NULL,
    own_form uuid REFERENCES own_form (id),
    begins_at timestamptz NOT NULL,
    decided_at timestamptz NOT NULL,
    decided_by uuid NOT NULL REFERENCES account (id),
    CHECK (begins_at >= decided_at)
);
CREATE INDEX own_form_use_form ON own_form_use (agency, rule_set, form, begins_at);
CREATE INDEX own_form_use_own_form ON own_form_use (own_form);
CREATE INDEX own_form_use_decider ON own_form_use (decided_by);
COMMENT ON TABLE own_form_use IS 'From begins_at on the form is printed with that text, without one with the built-in text; of several beginnings the latest counts, of equal ones the later decision';
REVOKE UPDATE, DELETE, TRUNCATE ON own_form_use FROM motcua_app;
