-- The least rights with which the portal works, for the database user of its web workers.
--
--   psql -v ON_ERROR_STOP=1 -v app=portal_app -f deploy/rights.sql "owner's database"
--
-- Run by the owner of the tables, once and again after each `manage.py migrate`: new tables have
-- to be given. What was changed and who looked can be added to and read, but neither altered nor
-- deleted; tables are made and altered by the owner alone.

BEGIN;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"app";
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"app";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"app";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"app";

REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM :"app";
SELECT format('REVOKE UPDATE, DELETE ON %I FROM %I', tablename, :'app')
FROM pg_tables
WHERE schemaname = 'public'
  AND (tablename LIKE '%\_historical%' OR tablename = 'personnel_disclosure')
\gexec

-- Days are closed, and what was forgotten of them is noted, by the owner's nightly work alone.
REVOKE INSERT, UPDATE, DELETE
    ON personnel_trailday, personnel_trailforgotten, reports_nameserased, reports_plannameserased
    FROM :"app";

-- Marks are left by a trigger that has the owner's rights.
REVOKE INSERT, UPDATE, DELETE ON personnel_mark FROM :"app";

COMMIT;
