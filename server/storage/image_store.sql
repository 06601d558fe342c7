-- name: insert_image
INSERT INTO signature_image (id, agency, kind, name, png, width_um, valid_from, valid_to, registered_by, registered_at)
VALUES (:id::uuid, :agency, :kind, :name, decode(:png, 'base64'), :width_um::integer, :valid_from::date, :valid_to::date, :by::uuid,
    instant(:now::bigint));

-- name: images_of
SELECT i.id::text AS id, i.agency, i.kind, i.name, i.width_um, i.valid_from, i.valid_to, i.registered_by::text AS registered_by,
    r.name AS registered_by_name, micros(i.registered_at) AS registered_at, a.document, p.name AS approved_by_name
FROM signature_image i JOIN account r ON r.id = i.registered_by LEFT JOIN image_approval a ON a.image = i.id
LEFT JOIN account p ON p.id = a.approved_by
WHERE i.agency = :agency ORDER BY i.registered_at DESC, i.id DESC;

-- name: find_image
SELECT i.id::text AS id, i.agency, i.kind, i.name, i.width_um, i.valid_from, i.valid_to, i.registered_by::text AS registered_by,
    r.name AS registered_by_name, micros(i.registered_at) AS registered_at, a.document, p.name AS approved_by_name
FROM signature_image i JOIN account r ON r.id = i.registered_by LEFT JOIN image_approval a ON a.image = i.id
LEFT JOIN account p ON p.id = a.approved_by
WHERE i.id = :id::uuid;

-- name: approve_image
INSERT INTO image_approval (image, agency, document, approved_by, approved_at)
VALUES (:image::uuid, :agency, :document, :by::uuid, instant(:now::bigint)) ON CONFLICT (image) DO NOTHING;

-- name: usable_seal
SELECT translate(encode(i.png, 'base64'), chr(10), '') AS png, i.width_um
FROM signature_image i JOIN image_approval a ON a.image = i.id
WHERE i.agency = :agency AND i.kind = 'seal' AND :day::date BETWEEN i.valid_from AND i.valid_to
ORDER BY a.approved_at DESC LIMIT 1;

-- name: usable_hand
SELECT translate(encode(i.png, 'base64'), chr(10), '') AS png, i.width_um
FROM signature_image i JOIN image_approval a ON a.image = i.id
WHERE i.agency = :agency AND i.kind = 'hand' AND i.registered_by = :account::uuid AND :day::date BETWEEN i.valid_from AND i.valid_to
ORDER BY a.approved_at DESC LIMIT 1;

-- name: picture_of_image
SELECT translate(encode(png, 'base64'), chr(10), '') AS png, width_um FROM signature_image WHERE id = :id::uuid;
