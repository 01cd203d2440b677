"""What was frozen gets the rules it was frozen by, and the version of its hash.

What is there was handed in and sealed with release 0.3.0: by its rules, which are written here
as data (`rules_of_release_0_3_0.json`), and hashed as version 1, which does not cover them.
"""

import json
from calendar import monthrange
from datetime import date
from hashlib import sha256
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

RELEASE = Path(__file__).with_name("rules_of_release_0_3_0.json")
VERSION = 1
# Months of age, what each year from 2021 on adds, and where it ends: Decree 135/2020/NĐ-CP.
AGES = {"male": (60 * 12, 3, 62 * 12), "female": (55 * 12, 4, 60 * 12)}


def rules_on(day):
    """Return the rules of the release as they judge on a day."""
    return _on(day, json.loads(RELEASE.read_text(encoding="utf-8")))


def _on(day, rules):
    """Put the days in, which the release's rules name by their distance from the day judged."""
    if isinstance(rules, list):
        return [_on(day, each) for each in rules]
    if not isinstance(rules, dict):
        return rules
    if set(rules) == {"years_before"}:
        return {"day": _years_before(day, rules["years_before"]).isoformat()}
    if set(rules) == {"first_to_stay"}:
        return {"day": _first_to_stay(rules["first_to_stay"], day).isoformat()}
    return {name: _on(day, each) for name, each in rules.items()}


def _years_before(day, years):
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _first_to_stay(sex, day):
    """Return the first birth month of those who do not leave at the end of a month before `day`."""
    born = (day.year - 63) * 12
    while _last_day(sex, born) < day:
        born += 1
    return date(born // 12, born % 12 + 1, 1)


def _last_day(sex, born):
    start, step, end = AGES[sex]
    year = 2020
    while (reached := born + min(end, start + step * max(0, year - 2020))) // 12 > year:
        year += 1
    year, month = divmod(reached, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def write_rules_down(apps, schema_editor):
    books, period = apps.get_model("reports", "Rulebook"), apps.get_model("reports", "Period")
    submission = apps.get_model("reports", "Submission")
    for pk, day, sealed_at in period.objects.values_list("pk", "day", "sealed_at"):
        facts = rules_on(day)
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = sha256(f"{text}\n".encode()).hexdigest()
        book, _ = books.objects.get_or_create(sha256=digest, defaults={"facts": facts})
        kept = {"rules": book, "hash_version": VERSION}
        submission.objects.filter(period=pk).update(**kept)
        if sealed_at:
            period.objects.filter(pk=pk).update(**kept)


def only_what_the_release_can_verify(apps, schema_editor):
    """Refuse to forget by what rules and version later reports were hashed: nothing could
    verify them again, and release 0.3.0 would call them tampered with.
    """
    for name in ("Submission", "Period"):
        later = apps.get_model("reports", name).objects.filter(hash_version__gt=VERSION)
        if found := later.count():
            raise IrreversibleError(
                f"{found} reports were handed in or sealed since release 0.3.0, which cannot "
                "verify them. Restore the backup made before the upgrade instead."
            )


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_districts_with_nothing_to_report'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rulebook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='Mã của bộ quy tắc')),
                ('facts', models.JSONField(verbose_name='Quy tắc')),
            ],
            options={
                'verbose_name': 'Bộ quy tắc đã áp dụng',
                'verbose_name_plural': 'Bộ quy tắc đã áp dụng',
            },
        ),
        migrations.AddField(
            model_name='period',
            name='hash_version',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Phiên bản của mã khóa'),
        ),
        migrations.AddField(
            model_name='period',
            name='rules',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.rulebook', verbose_name='Bộ quy tắc khi khóa'),
        ),
        migrations.AddField(
            model_name='submission',
            name='hash_version',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='Phiên bản của mã xác thực'),
        ),
        migrations.AddField(
            model_name='submission',
            name='rules',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.rulebook', verbose_name='Bộ quy tắc khi nộp'),
        ),
        migrations.RunPython(write_rules_down, only_what_the_release_can_verify),
    ]
