from django.db import migrations, models


def told_as_in_error(apps, schema_editor):
    apps.get_model("sheets", "UploadRow").objects.filter(status="asked").update(status="error")


class Migration(migrations.Migration):

    dependencies = [
        ('sheets', '0003_answers_of_a_board_are_remembered'),
    ]

    operations = [
        migrations.AlterField(
            model_name='uploadrow',
            name='status',
            field=models.CharField(choices=[('new', 'Mới'), ('changed', 'Thay đổi'), ('unchanged', 'Không đổi'), ('withheld', 'Chờ quyết định'), ('asked', 'Chờ trả lời'), ('error', 'Lỗi'), ('left_out', 'Để ngoài')], max_length=9, verbose_name='Loại'),
        ),
        migrations.RunPython(migrations.RunPython.noop, told_as_in_error),
    ]
