import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_times(apps, schema_editor):
    """Withdrawals get the register time of their seed; the next ingest looks the rest up."""
    seeds = apps.get_model("documents", "SeedFile").objects.filter(pk=OuterRef("seed"))
    apps.get_model("documents", "Withdrawal").objects.update(
        recorded_at=Subquery(seeds.values("recorded_at")[:1])
    )


def order_by_code_point(apps, schema_editor):
    """The new texts have the collation of all others (see 0002)."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE "documents_withdrawal"'
            ' ALTER COLUMN "source_id" TYPE varchar(80) COLLATE "C",'
            ' ALTER COLUMN "languages" TYPE text COLLATE "C"'
        )


class Migration(migrations.Migration):
    """What came, changed and went is found by the register's time; editions count it."""

    dependencies = [
        ('documents', '0005_keys_in_order'),
    ]

    operations = [
        migrations.AddField('edition', 'came', models.PositiveIntegerField(null=True)),
        migrations.AddField('edition', 'changed', models.PositiveIntegerField(null=True)),
        migrations.AddField('edition', 'went', models.PositiveIntegerField(null=True)),
        migrations.AddField(
            'withdrawal', 'languages', models.TextField(blank=True, default=''), preserve_default=False
        ),
        migrations.AddField(
            'withdrawal',
            'source',
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to='documents.source',
            ),
        ),
        migrations.RunPython(order_by_code_point, migrations.RunPython.noop),
        migrations.AddField('withdrawal', 'recorded_at', models.DateTimeField(null=True)),
        migrations.RunPython(copy_times, migrations.RunPython.noop),
        migrations.AlterField('withdrawal', 'recorded_at', models.DateTimeField()),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['-recorded_at', 'identifier'], name='withdrawal_order'),
        ),
        migrations.AddIndex(
            model_name='seedfile',
            index=models.Index(fields=['recorded_at', 'kind', 'version'], name='recorded_order'),
        ),
    ]
