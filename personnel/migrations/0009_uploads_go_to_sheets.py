"""Uploads belong to the sheets; their tables stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('personnel', '0008_last_of_year_of_a_null_of_its_kind'),
        ('sheets', '0001_uploads_come_from_personnel'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(
                    model_name='upload',
                    name='remembered',
                ),
                migrations.RemoveField(
                    model_name='upload',
                    name='by',
                ),
                migrations.RemoveField(
                    model_name='upload',
                    name='districts',
                ),
                migrations.RemoveField(
                    model_name='upload',
                    name='undone_by',
                ),
                migrations.RemoveField(
                    model_name='upload',
                    name='written_by',
                ),
                migrations.RemoveField(
                    model_name='uploadrow',
                    name='upload',
                ),
                migrations.RemoveField(
                    model_name='uploadrow',
                    name='unit',
                ),
                migrations.DeleteModel(
                    name='RememberedLayout',
                ),
                migrations.DeleteModel(
                    name='Upload',
                ),
                migrations.DeleteModel(
                    name='UploadRow',
                ),
            ],
        ),
    ]
