#!/usr/bin/env bash
# Keep the portal as it is tonight: database, uploaded files and scans in one encrypted file.
#
# With FILES=database they are in the database, and what a folder still has goes along; with
# FILES=s3 the bucket keeps them, which is not in here.
#
#   BACKUP_DIR        where to; on another disk, or carried to another machine afterwards
#   BACKUP_FOR        for whom: an age recipient ("age1…") or the name of a key of gpg
#   BACKUP_KEPT_DAYS  how long, 60 unless said otherwise
#
# Whoever has the machine has no key to read it with: the private one is kept elsewhere.
set -euo pipefail
umask 077
cd "$(dirname "$0")/.."
: "${BACKUP_DIR:?}" "${BACKUP_FOR:?}"
set -a; eval "$(.venv/bin/python deploy/libpq.py)"; set +a

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What deploy/verify_backup.sh holds against what was put back: the last closed day of the trail,
# and the figures of today as the very moment of the backup shows them. A session holds that moment.
.venv/bin/python manage.py verify_trail --head --skip-checks > "$work/head" 2>/dev/null || : > "$work/head"
coproc held { psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1; }
echo "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();" >&"${held[1]}"
read -r snapshot <&"${held[0]}"
# The database first: a file that comes in meanwhile is one more than its rows know, none less.
pg_dump --snapshot="$snapshot" --format=custom --no-owner --no-privileges --file="$work/database"
day=$(date +%F)
echo "$day" > "$work/day"
.venv/bin/python manage.py assess --snapshot "$snapshot" --as-of "$day" --format json --skip-checks > "$work/figures"
exec {held[1]}>&-
pack() { # what a folder has; nothing where there is none
    if [ -d "$2" ]; then tar --create --file="$work/$1" --directory="$2" .
    else tar --create --file="$work/$1" --files-from=/dev/null; fi
}
pack uploads "$UPLOADS_DIR"
pack scans "$SCANS_DIR"
kept=(database uploads scans day figures head)
(cd "$work" && sha256sum "${kept[@]}" > sums)

name="$BACKUP_DIR/portal-$(date +%Y%m%d-%H%M%S).tar"
encrypt() {
    case "$BACKUP_FOR" in
        age1*) age --recipient "$BACKUP_FOR" ;;
        *) gpg --batch --yes --trust-model always --recipient "$BACKUP_FOR" --encrypt ;;
    esac
}
tar --create --directory="$work" "${kept[@]}" sums | encrypt > "$name.part"
mv "$name.part" "$name.enc"
find "$BACKUP_DIR" -name 'portal-*.tar.enc' -mtime "+${BACKUP_KEPT_DAYS:-60}" -delete
echo "$name.enc"
