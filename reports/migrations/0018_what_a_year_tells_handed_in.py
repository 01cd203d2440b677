from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

VERSION = 6


def only_what_the_release_can_verify(apps, schema_editor):
    """Refuse to forget a column that hashes cover."""
    submissions = apps.get_model("reports", "Submission").objects
    if found := submissions.filter(hash_version__gt=VERSION).count():
        raise IrreversibleError(
            f"{found} reports were handed in by a later release. Restore the backup made before "
            "the upgrade instead."
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0017_results_of_studies_handed_in")]

    operations = [
        migrations.AddField(
            "submission",
            "yearly",
            models.JSONField(blank=True, null=True, verbose_name="Nội dung khác của năm khi nộp"),
        ),
        migrations.RunPython(migrations.RunPython.noop, only_what_the_release_can_verify),
    ]
