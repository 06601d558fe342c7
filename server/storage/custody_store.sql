-- name: register_device
INSERT INTO signing_device (id, agency, name, serial, certificate_sha256, registered_by, registered_at)
VALUES (:id::uuid, :agency, :name, :serial, :certificate, :by::uuid, instant(:now::bigint)) ON CONFLICT (agency, serial) DO NOTHING;

-- name: devices_of
SELECT d.id::text AS id, d.agency, d.name, d.serial, d.certificate_sha256, d.registered_by::text AS registered_by,
    micros(d.registered_at) AS registered_at, c.holder::text AS holder, a.name AS holder_name
FROM signing_device d
LEFT JOIN LATERAL (SELECT holder FROM custody WHERE device = d.id ORDER BY begins_at DESC, id DESC LIMIT 1) c ON true
LEFT JOIN account a ON a.id = c.holder
WHERE d.agency = :agency ORDER BY d.name, d.serial;

-- name: find_device
SELECT d.id::text AS id, d.agency, d.name, d.serial, d.certificate_sha256, d.registered_by::text AS registered_by,
    micros(d.registered_at) AS registered_at, c.holder::text AS holder, a.name AS holder_name
FROM signing_device d
LEFT JOIN LATERAL (SELECT holder FROM custody WHERE device = d.id ORDER BY begins_at DESC, id DESC LIMIT 1) c ON true
LEFT JOIN account a ON a.id = c.holder
WHERE d.id = :id::uuid;

-- name: record_custody
INSERT INTO custody (id, agency, device, holder, document, minutes, lent, permission, begins_at, recorded_by)
VALUES (:id::uuid, :agency, :device::uuid, :holder::uuid, :document, :minutes, :lent::boolean, :permission, instant(:begins_at::bigint),
    :by::uuid);

-- name: custody_of
SELECT c.id::text AS id, c.agency, c.device::text AS device, c.holder::text AS holder, h.name AS holder_name, c.document, c.minutes,
    c.lent, c.permission, micros(c.begins_at) AS begins_at, c.recorded_by::text AS recorded_by, r.name AS recorded_by_name
FROM custody c JOIN account h ON h.id = c.holder LEFT JOIN account r ON r.id = c.recorded_by
WHERE c.device = :device::uuid ORDER BY c.begins_at DESC, c.id DESC;
