from django.db import migrations

from bayen.records.guards import install_guards
from bayen.records.references import drop_foreign_keys


def stand_in(apps, schema_editor):
    """The triggers first: what is written meanwhile waits for this transaction."""
    install_guards(schema_editor.connection)
    drop_foreign_keys(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0013_lighter_ledger'),
    ]

    operations = [
        migrations.RunPython(stand_in, migrations.RunPython.noop),
    ]
