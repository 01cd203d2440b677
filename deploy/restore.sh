#!/usr/bin/env bash
# Put a backup back: into the empty database of DATABASE_URL and the empty folders of files.
#
#   deploy/restore.sh FILE              with a key of gpg
#   AGE_KEY=key.txt deploy/restore.sh FILE
#
# KEEP_TOLD=FOLDER puts what the backup tells of itself there too, for deploy/verify_backup.sh.
# Nothing is written over: a database with tables, or a folder with files, is refused. Afterwards
# run deploy/rights.sql where the web workers have a database user of their own.
set -euo pipefail
umask 077
file=$(realpath "$1")
cd "$(dirname "$0")/.."
set -a; eval "$(.venv/bin/python deploy/libpq.py)"; set +a

tables=$(psql --no-psqlrc --tuples-only --no-align --command="SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
if [ "$tables" != 0 ]; then
    echo "The database $PGDATABASE has $tables tables: restore into an empty one." >&2
    exit 1
fi
for folder in "$UPLOADS_DIR" "$SCANS_DIR"; do
    if [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
        echo "$folder is not empty: restore into an empty folder." >&2
        exit 1
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
decrypt() {
    if [ -n "${AGE_KEY:-}" ]; then age --decrypt --identity "$AGE_KEY" "$file"
    else gpg --batch --decrypt "$file"; fi
}
decrypt | tar --extract --directory="$work"
(cd "$work" && sha256sum --check --quiet sums)
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$PGDATABASE" "$work/database"
unpack() { # a folder is made for files alone
    # Counted to the end: a search that stops at the first breaks the pipe, which reads as none.
    if [ "$(tar --list --file="$work/$1" | grep -cv '/$')" -gt 0 ]; then
        mkdir -p "$2"
        tar --extract --file="$work/$1" --directory="$2"
    fi
}
unpack uploads "$UPLOADS_DIR"
unpack scans "$SCANS_DIR"
if [ -n "${KEEP_TOLD:-}" ]; then
    for told in day figures head; do [ ! -e "$work/$told" ] || cp "$work/$told" "$KEEP_TOLD/"; done
fi
echo "Restored into $PGDATABASE, $UPLOADS_DIR and $SCANS_DIR."
