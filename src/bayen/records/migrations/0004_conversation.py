"""The conversation over figures: sendings, turns, waivers, reminders; one form a place and period."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bayen.records.guards import install_guards


def guard(apps, schema_editor):
    install_guards(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_own_lexicon_and_layouts'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficePhone',
            fields=[
                ('place_id', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='địa bàn')),
                ('number', models.CharField(max_length=20, verbose_name='số máy cơ quan')),
                ('kept_at', models.DateTimeField(verbose_name='lúc ghi')),
            ],
            options={
                'verbose_name': 'số máy cơ quan',
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_id', models.CharField(max_length=64, verbose_name='địa bàn')),
                ('form_code', models.CharField(max_length=64, verbose_name='biểu mẫu')),
                ('period_key', models.CharField(max_length=64, verbose_name='kỳ')),
                ('way', models.CharField(choices=[('call', 'gọi điện'), ('message', 'nhắn tin')], max_length=16, verbose_name='cách nhắc')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.CharField(max_length=64, verbose_name='người nhắc')),
            ],
            options={
                'verbose_name': 'lần nhắc',
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='lần')),
                ('figures', models.JSONField()),
                ('is_in_place', models.BooleanField(default=False, verbose_name='ghi thay')),
                ('at', models.DateTimeField(verbose_name='lúc gửi')),
                ('by', models.CharField(max_length=64, verbose_name='người gửi')),
            ],
            options={
                'verbose_name': 'lần gửi',
                'ordering': ('submission_id', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(max_length=64, verbose_name='số liệu')),
                ('kind', models.CharField(choices=[('returned', 'trả lại'), ('answered', 'trả lời')], max_length=16)),
                ('sending', models.PositiveIntegerField(verbose_name='lần gửi')),
                ('old', models.CharField(blank=True, max_length=80, verbose_name='số cũ')),
                ('new', models.CharField(blank=True, max_length=80, verbose_name='số mới')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='lời')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.CharField(max_length=64, verbose_name='người')),
            ],
            options={
                'verbose_name': 'lượt trao đổi',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(blank=True, max_length=64, verbose_name='số liệu')),
                ('code', models.CharField(max_length=64, verbose_name='phát hiện')),
                ('params', models.JSONField()),
                ('reason', models.CharField(max_length=500, verbose_name='lý do')),
                ('is_sender', models.BooleanField(verbose_name='bên gửi')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.CharField(max_length=64, verbose_name='người')),
            ],
            options={
                'verbose_name': 'lần cho qua',
                'ordering': ('id',),
            },
        ),
        migrations.AddField(
            model_name='submission',
            name='answers',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='submission',
            name='kept_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='lúc lưu'),
        ),
        migrations.AddField(
            model_name='submission',
            name='kept_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='open_figures',
            field=models.JSONField(default=list),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept_at__isnull', True), ('kept_by__isnull', True)), models.Q(('kept_at__isnull', False), ('kept_by__isnull', False)), _connector='OR'), name='submission_kept_by_with_kept_at'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'form')), fields=('form_code', 'place_id', 'period_key'), name='submission_one_form'),
        ),
        migrations.AddField(
            model_name='officephone',
            name='kept_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['form_code', 'period_key', 'place_id'], name='reminder_of'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['call', 'message'])), name='reminder_way'),
        ),
        migrations.AddField(
            model_name='sending',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sendings', to='records.submission'),
        ),
        migrations.AddField(
            model_name='turn',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='records.submission'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='records.submission'),
        ),
        migrations.AddConstraint(
            model_name='sending',
            constraint=models.UniqueConstraint(fields=('submission', 'number'), name='sending_number'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['returned', 'answered'])), name='turn_kind'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'answered'), models.Q(('text', ''), _negated=True), _connector='OR'), name='turn_return_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waiver_has_reason'),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
