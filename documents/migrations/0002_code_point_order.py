from django.db import migrations, models


def order_by_code_point(apps, schema_editor):
    """Give PostgreSQL's text columns the order that SQLite's have, whatever the server's is.

    All of them, keys too: columns of two orders could not be compared with each other. SQLite knows
    no collation of this name, so that the models cannot say it.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    for model in apps.get_app_config("documents").get_models():
        changes = [
            f'ALTER COLUMN "{field.column}" TYPE {field.db_type(schema_editor.connection)}'
            ' COLLATE "C"'
            for field in model._meta.concrete_fields
            if isinstance(field.target_field if field.is_relation else field,
                          (models.CharField, models.TextField))
        ]
        if changes:
            schema_editor.execute(f'ALTER TABLE "{model._meta.db_table}" {", ".join(changes)}')


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(order_by_code_point, migrations.RunPython.noop),
    ]
