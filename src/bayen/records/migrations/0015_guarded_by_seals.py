from django.db import migrations, models

from bayen.records.guards import renew_ledger_guard


def renew(apps, schema_editor):
    renew_ledger_guard(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0014_references_at_once'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='seal',
            index=models.Index(fields=['last_seq'], name='seal_up_to'),
        ),
        migrations.RunPython(renew, migrations.RunPython.noop),
    ]
