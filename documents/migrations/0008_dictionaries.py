from django.db import migrations, models


def order_by_code_point(apps, schema_editor):
    """The new text has the collation of all others (see 0002)."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE "documents_edition" ALTER COLUMN "dictionaries" TYPE varchar(64) COLLATE "C"'
        )


class Migration(migrations.Migration):
    """An edition knows by which dictionaries of the collection its rows were made."""

    dependencies = [
        ('documents', '0007_changes_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='dictionaries',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.RunPython(order_by_code_point, migrations.RunPython.noop),
    ]
