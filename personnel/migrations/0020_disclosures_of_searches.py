from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('personnel', '0019_batches_written_at_once'),
    ]

    operations = [
        migrations.AlterField(
            model_name='disclosure',
            name='kind',
            field=models.CharField(choices=[('cccd', 'Xem đầy đủ số CCCD'), ('list', 'Tải danh sách'), ('scan', 'Mở bản quét'), ('seek', 'Tìm theo số CCCD')], max_length=4, verbose_name='Loại'),
        ),
    ]
