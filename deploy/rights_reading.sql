-- The rights of the database user in REPLICA_URL: what pages of figures and lists show, no more.
--
--   psql -v ON_ERROR_STOP=1 -v reader=portal_reader -f deploy/rights_reading.sql "owner's database"
--
-- Run by the owner on the primary, from where it comes to the replica; again after each
-- `manage.py migrate`. A replica takes no writes from anybody; what this keeps from its user are
-- sessions, second factors, sign-ins and the log of who was shown what, which no such page asks.

BEGIN;

GRANT USAGE ON SCHEMA public TO :"reader";
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"reader";
SELECT format('GRANT SELECT ON %I TO %I', tablename, :'reader')
FROM pg_tables
WHERE schemaname = 'public'
  AND (tablename ~ '^(personnel|targets|sheets|reports|reorganising|training)_'
       OR tablename IN ('accounts_user', 'django_content_type'))
  AND tablename NOT IN ('personnel_disclosure', 'personnel_trailday', 'personnel_trailforgotten')
\gexec

COMMIT;
