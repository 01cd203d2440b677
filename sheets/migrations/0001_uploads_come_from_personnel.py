"""Uploads belong to the sheets; their tables stay as they are, under the names they have."""

import django.db.models.deletion
import sheets.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('personnel', '0008_last_of_year_of_a_null_of_its_kind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='RememberedLayout',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('signature', models.CharField(max_length=64, verbose_name='Dấu của tiêu đề')),
                        ('correction', models.JSONField(verbose_name='Cách đọc đã chỉnh')),
                        ('at', models.DateTimeField(verbose_name='Chỉnh lúc')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người chỉnh')),
                        ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='personnel.unit')),
                    ],
                    options={
                        'verbose_name': 'Cách đọc đã nhớ',
                        'verbose_name_plural': 'Cách đọc đã nhớ',
                        'db_table': 'personnel_rememberedlayout',
                    },
                ),
                migrations.CreateModel(
                    name='Upload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(verbose_name='Nộp lúc')),
                        ('name', models.CharField(max_length=200, verbose_name='Tên tệp')),
                        ('file', models.FileField(blank=True, max_length=200, storage=sheets.models.kept_files, upload_to=sheets.models.place_kept, verbose_name='Tệp')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='Mã băm SHA-256')),
                        ('size', models.PositiveIntegerField(verbose_name='Số byte')),
                        ('state', models.CharField(choices=[('reading', 'Đang đọc'), ('refused', 'Không nhận'), ('read', 'Chờ xác nhận'), ('writing', 'Đang ghi'), ('written', 'Đã ghi'), ('undone', 'Đã hoàn tác'), ('discarded', 'Đã bỏ')], default='reading', max_length=10, verbose_name='Trạng thái')),
                        ('run', models.PositiveIntegerField(default=0, verbose_name='Lượt xử lý')),
                        ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='Bắt đầu xử lý lúc')),
                        ('message', models.TextField(blank=True, default='', verbose_name='Lý do')),
                        ('correction', models.JSONField(blank=True, default=dict, verbose_name='Cách đọc đã chỉnh')),
                        ('signature', models.CharField(blank=True, default='', max_length=64, verbose_name='Dấu của tiêu đề')),
                        ('understanding', models.JSONField(blank=True, default=list, verbose_name='Cách đọc')),
                        ('decisions', models.JSONField(blank=True, default=dict, verbose_name='Quyết định')),
                        ('counts', models.JSONField(blank=True, default=dict, verbose_name='Số lượng')),
                        ('effects', models.JSONField(blank=True, null=True, verbose_name='Ảnh hưởng đến chỉ tiêu')),
                        ('written_at', models.DateTimeField(blank=True, null=True, verbose_name='Ghi lúc')),
                        ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='Hoàn tác lúc')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to=settings.AUTH_USER_MODEL, verbose_name='Người nộp')),
                        ('districts', models.ManyToManyField(blank=True, related_name='+', to='personnel.unit', verbose_name='Huyện')),
                        ('remembered', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sheets.rememberedlayout', verbose_name='Cách đọc đã nhớ')),
                        ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người hoàn tác')),
                        ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người ghi')),
                    ],
                    options={
                        'verbose_name': 'Lượt nhập tệp',
                        'verbose_name_plural': 'Lượt nhập tệp',
                        'db_table': 'personnel_upload',
                        'ordering': ('-at', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='UploadRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveIntegerField(verbose_name='Thứ tự')),
                        ('sheet', models.CharField(max_length=100, verbose_name='Trang tính')),
                        ('number', models.PositiveIntegerField(verbose_name='Dòng')),
                        ('full_name', models.CharField(blank=True, max_length=200, verbose_name='Họ và tên')),
                        ('unit_name', models.CharField(blank=True, max_length=200, verbose_name='Đơn vị')),
                        ('status', models.CharField(choices=[('new', 'Mới'), ('changed', 'Thay đổi'), ('unchanged', 'Không đổi'), ('withheld', 'Chờ quyết định'), ('error', 'Lỗi')], max_length=9, verbose_name='Loại')),
                        ('changes', models.JSONField(default=list, verbose_name='Thay đổi')),
                        ('problems', models.JSONField(default=list, verbose_name='Vấn đề')),
                        ('has_conflicts', models.BooleanField(default=False, verbose_name='Có nội dung cần quyết định')),
                        ('has_warnings', models.BooleanField(default=False, verbose_name='Có lưu ý')),
                        ('lower', models.JSONField(default=list, verbose_name='Trình độ thấp hơn đã ghi')),
                        ('needs_since', models.BooleanField(default=False, verbose_name='Cần ngày giữ chức danh')),
                        ('is_stale', models.BooleanField(default=False, verbose_name='Đổi sau khi xem trước')),
                        ('person', models.BigIntegerField(null=True, verbose_name='Số hồ sơ')),
                        ('candidates', models.JSONField(default=list, verbose_name='Hồ sơ có thể là')),
                        ('fingerprint', models.CharField(blank=True, max_length=64)),
                        ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='personnel.unit')),
                        ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='sheets.upload')),
                    ],
                    options={
                        'verbose_name': 'Dòng của tệp',
                        'verbose_name_plural': 'Dòng của tệp',
                        'db_table': 'personnel_uploadrow',
                        'ordering': ('order',),
                    },
                ),
                migrations.AddConstraint(
                    model_name='rememberedlayout',
                    constraint=models.UniqueConstraint(fields=('district', 'signature'), name='remembered_layout_of_district'),
                ),
                migrations.AddConstraint(
                    model_name='rememberedlayout',
                    constraint=models.UniqueConstraint(condition=models.Q(('district__isnull', True)), fields=('signature',), name='remembered_layout_of_several'),
                ),
                migrations.AddConstraint(
                    model_name='upload',
                    constraint=models.CheckConstraint(condition=models.Q(('written_at__isnull', False), models.Q(('state__in', ['written', 'undone']), _negated=True), _connector='OR'), name='upload_written_has_its_moment', violation_error_message='Lượt nhập đã ghi phải có thời điểm ghi.'),
                ),
                migrations.AddConstraint(
                    model_name='upload',
                    constraint=models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), ('state', 'undone'), _connector='XOR'), name='upload_undone_has_its_moment', violation_error_message='Lượt nhập đã hoàn tác phải có thời điểm hoàn tác.'),
                ),
                migrations.AddConstraint(
                    model_name='uploadrow',
                    constraint=models.UniqueConstraint(fields=('upload', 'order'), name='upload_row_once'),
                ),
            ],
        ),
    ]
