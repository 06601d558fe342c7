-- name: work_list
SELECT id::text AS id, coalesce(code, '') AS code, state, applicant_name, procedure_name, holder_unit, urgent,
       fully_digitised, (extract(epoch FROM due_at) * 1000000)::bigint AS due
FROM dossier
WHERE (agency = :agency OR deciding_agency = :agency)
  AND NOT cancelled
  AND CASE WHEN :state::text::text <> '' THEN state = :state
           WHEN :text::text <> '' THEN true
           ELSE state NOT IN ('NotReceived', 'Stopped', 'Returned') END
  AND (:text::text = '' OR position(lower(:text::text) IN lower(coalesce(code, ''))) > 0
       OR position(lower(:text::text) IN lower(applicant_name)) > 0)
  AND (NOT :overdue::boolean OR (due_at < instant(:now::bigint) AND state NOT IN ('ResultReady', 'Returned', 'Stopped')))
ORDER BY urgent DESC, due_at NULLS LAST, opened_at DESC, id
LIMIT :most::int OFFSET :skip::int;

-- name: work_counts
SELECT count(*) FILTER (WHERE state IN ('Draft', 'Submitted')) AS waiting,
       count(*) FILTER (WHERE state NOT IN ('Draft', 'Submitted', 'ResultReady')) AS in_hand,
       count(*) FILTER (WHERE state <> 'ResultReady' AND due_at BETWEEN instant(:now::bigint)
                        AND instant(:now::bigint) + interval '1 day') AS due_soon,
       count(*) FILTER (WHERE state <> 'ResultReady' AND due_at < instant(:now::bigint)) AS overdue,
       count(*) FILTER (WHERE state = 'ResultReady') AS to_return
FROM dossier
WHERE (agency = :agency OR deciding_agency = :agency) AND NOT cancelled
  AND state NOT IN ('NotReceived', 'Stopped', 'Returned');
