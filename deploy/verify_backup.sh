#!/usr/bin/env bash
# Put the last backup back beside the portal, and see whether it says the same: once a month.
#
#   deploy/verify_backup.sh [FILE]      the last of BACKUP_DIR, or this one
#
#   DATABASE_URL   a server and a user who may make databases there (createuser --createdb); the
#                  database it names is neither read nor written
#   BACKUP_DIR     where the backups are
#   AGE_KEY        the private key of age; without it gpg's is asked
#
# Into a new database of that server and a new folder, both taken away at the end however it ends:
# figures byte for byte as they were at the moment of the backup, every hash of what was handed in,
# sealed and approved, and the trail with the last head that was kept. Says one line and ends with
# 0, or says what is wrong and ends with 1. Run it where the private key may be.
set -euo pipefail
umask 077
cd "$(dirname "$0")/.."
file=${1:-$(find "${BACKUP_DIR:?}" -name 'portal-*.tar.enc' | sort | tail -1)}
wrong() { echo "NOT GOOD, ${file:-no backup}: $1" >&2; exit 1; }
[ -f "$file" ] || wrong "there is no backup in ${BACKUP_DIR:-} to verify"
file=$(realpath "$file")

name="portal_verify_$$_$(date +%s)"
work=$(mktemp -d)
told="$work/told"
mkdir "$told"
export UPLOADS_DIR="$work/uploads" SCANS_DIR="$work/scans"
set -a; eval "$(.venv/bin/python deploy/libpq.py --of "$name")"; set +a
trap 'dropdb --if-exists --force --maintenance-db=postgres "$name" 2>/dev/null || :; rm -rf "$work"' EXIT
manage() { .venv/bin/python manage.py "$@" --skip-checks 2> "$work/said"; }
last_word() { tail -1 "$work/said"; }

createdb --maintenance-db=postgres "$name" 2> "$work/said" || wrong "no database to put it into: $(last_word)"
KEEP_TOLD="$told" deploy/restore.sh "$file" > /dev/null 2> "$work/said" || wrong "not put back: $(last_word)"
[ -s "$told/figures" ] || wrong "it has no figures of its moment: made by an earlier release"
manage migrate --check > /dev/null || wrong "made by another release: verify it with that one"

manage assess --as-of "$(cat "$told/day")" --format json > "$work/figures" || wrong "no figures: $(last_word)"
cmp --silent "$told/figures" "$work/figures" || wrong "its figures are not those of its moment"
seals=$(manage verify_seals) || wrong "$(last_word)"
trail="no day was closed"
if [ -s "$told/head" ]; then
    trail=$(manage verify_trail --against "$told/head") || wrong "$(last_word)"
fi
echo "GOOD, $file: figures of $(cat "$told/day") byte for byte; $seals; $(head -1 <<< "$trail")"
