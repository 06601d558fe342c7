-- The day a document from outside says of itself, beside the day it arrived: a column of the incoming book (NĐ 30/2020/NĐ-CP
-- annex IV part VI). Documents taken before this have none.
ALTER TABLE incoming_document ADD COLUMN dated date;
ALTER TABLE incoming_document ADD CONSTRAINT incoming_document_dated
    CHECK (dated BETWEEN DATE '1945-09-02' AND (arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date);
COMMENT ON COLUMN incoming_document.dated IS 'Ngày văn bản: day written on the document; NULL when it was not written down';
