-- Whether a review that names nobody still knows whose something is; the auditor looks each minute.
create index reviews_unnamed on reviews (revealed_at) where is_anonymous = 1 and state = 'revealed';
