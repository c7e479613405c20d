from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.AddField("account", "scope", models.CharField(default="", max_length=10, verbose_name="范围")),
        migrations.AddField("account", "manages", models.CharField(default="", max_length=10, verbose_name="管理权限")),
    ]
