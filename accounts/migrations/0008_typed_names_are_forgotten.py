from django.db import migrations


def forget(apps, schema_editor):
    """Delete what django-axes counted until now: it kept every typed name as it was typed."""
    for model in ("AccessAttempt", "AccessFailureLog", "AccessLog"):
        apps.get_model("axes", model).objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_failed_sign_ins"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
