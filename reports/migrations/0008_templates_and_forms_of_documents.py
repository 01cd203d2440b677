import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0007_what_people_write_of_a_report'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='Lần')),
                ('author', models.CharField(max_length=150, verbose_name='Tên người đổi')),
                ('at', models.DateTimeField(verbose_name='Đổi lúc')),
                ('values', models.JSONField(blank=True, default=dict, verbose_name='Thể thức')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người đổi')),
            ],
            options={
                'verbose_name': 'Thể thức báo cáo',
                'verbose_name_plural': 'Thể thức báo cáo',
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('number',), name='document_form_number_once', violation_error_message='Thể thức vừa được người khác đổi. Mở lại trang.')],
            },
        ),
        migrations.CreateModel(
            name='DocumentTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='Lần')),
                ('author', models.CharField(max_length=150, verbose_name='Tên người đổi')),
                ('at', models.DateTimeField(verbose_name='Đổi lúc')),
                ('name', models.CharField(blank=True, default='', max_length=150, verbose_name='Tên tệp')),
                ('content', models.BinaryField(default=b'', verbose_name='Nội dung')),
                ('sha256', models.CharField(blank=True, default='', max_length=64, verbose_name='Mã xác thực')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người đổi')),
            ],
            options={
                'verbose_name': 'Mẫu báo cáo',
                'verbose_name_plural': 'Mẫu báo cáo',
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('number',), name='document_template_number_once', violation_error_message='Mẫu báo cáo vừa được người khác đổi. Mở lại trang.'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('sha256', '')), models.Q(models.Q(('name', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='document_template_named_with_its_content', violation_error_message='Mẫu riêng phải có tên tệp và mã xác thực.')],
            },
        ),
    ]
