-- name: put_agency
INSERT INTO agency (code, name, kind, parent, address, phone)
VALUES (:code, :name, :kind, nullif(:parent, ''), :address, :phone)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, parent = excluded.parent,
    address = excluded.address, phone = excluded.phone, active = true;

-- name: find_agency
SELECT code, name, kind, coalesce(parent, '') AS parent, address, phone FROM agency WHERE code = :code;

-- name: list_agencies
SELECT code, name, kind, coalesce(parent, '') AS parent, address, phone FROM agency WHERE active ORDER BY name, code;

-- name: put_agency_code
INSERT INTO agency_code (agency, scheme, code, valid_from) VALUES (:agency, :scheme, :code, :valid_from::date)
ON CONFLICT (scheme, code, valid_from) DO UPDATE SET agency = excluded.agency;

-- name: agency_code_on
SELECT code FROM agency_code
WHERE agency = :agency AND scheme = :scheme AND valid_from <= :on::date AND (valid_until IS NULL OR valid_until > :on::date)
ORDER BY valid_from DESC LIMIT 1;

-- name: put_unit
INSERT INTO unit (agency, code, name) VALUES (:agency, :code, :name)
ON CONFLICT (agency, code) DO UPDATE SET name = excluded.name;

-- name: list_units
SELECT agency, code, name FROM unit WHERE agency = :agency ORDER BY name, code;

-- name: put_account
INSERT INTO account (id, kind, login, name, title, agency, unit, roles, password_hash, password_set_at, email, phone,
    disabled, created_at)
VALUES (:id::uuid, :kind, :login, :name, :title, :agency, :unit, :roles::text[], :password_hash,
    CASE WHEN :password_hash <> '' THEN instant(:now::bigint) END, :email, :phone, :disabled::boolean, instant(:now::bigint))
ON CONFLICT (lower(login)) DO UPDATE SET kind = excluded.kind, name = excluded.name, title = excluded.title,
    agency = excluded.agency, unit = excluded.unit, roles = excluded.roles, email = excluded.email,
    phone = excluded.phone, disabled = excluded.disabled,
    password_hash = coalesce(nullif(excluded.password_hash, ''), account.password_hash),
    password_set_at = coalesce(excluded.password_set_at, account.password_set_at)
RETURNING id::text AS id;

-- name: find_account
SELECT id::text AS id, kind, login, name, title, agency, unit, array_to_string(roles, ',') AS roles, password_hash, email,
    phone, disabled
FROM account WHERE id = :id::uuid;

-- name: find_account_by_login
SELECT id::text AS id, kind, login, name, title, agency, unit, array_to_string(roles, ',') AS roles, password_hash, email,
    phone, disabled
FROM account WHERE lower(login) = lower(:login);

-- name: list_officers
SELECT id::text AS id, kind, login, name, title, agency, unit, array_to_string(roles, ',') AS roles, '' AS password_hash,
    email, phone, disabled
FROM account
WHERE agency = :agency AND kind = 'officer' AND NOT disabled AND (:role::text = '' OR :role::text = ANY (roles))
ORDER BY unit, regexp_replace(name, '^.* ', '') COLLATE vi, name;

-- name: set_password
UPDATE account SET password_hash = :password_hash, password_set_at = instant(:now::bigint) WHERE id = :id::uuid;

-- name: disable_account
UPDATE account SET disabled = :disabled::boolean WHERE id = :id::uuid;

-- name: close_sessions_of
DELETE FROM session WHERE account = :account::uuid;

-- name: put_token
INSERT INTO token (id, name, agency, token_sha256, scopes, created_at, expires_at)
VALUES (:id::uuid, :name, :agency, :token_sha256, :scopes::text[], instant(:now::bigint), instant(:expires_at::bigint));

-- name: revoke_token
UPDATE token SET revoked_at = instant(:now::bigint) WHERE id = :id::uuid AND revoked_at IS NULL;
