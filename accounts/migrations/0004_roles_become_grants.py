from django.db import migrations
from django.db.models import Max
from django.utils import timezone

REASON = "Chuyển dữ liệu sang bảng quyền"
# Who writes goes before who reads; going back keeps one right of each user.
STRONGEST_FIRST = ("province_admin", "district_editor", "province_viewer", "district_viewer")
BATCH = 500
USER_COLUMNS = (
    "id",
    "is_superuser",
    "username",
    "email",
    "is_staff",
    "is_active",
    "date_joined",
    "full_name",
    "must_change_password",
)


def carry_over(apps, schema_editor):
    """Give each user their role and district as a grant, and the last sign-in as a row.

    The history begins with what was carried over, so that the first change has a before.
    """
    User, Grant, SignIn, UserHistory, GrantHistory = models_of(apps)
    users = list(User.objects.order_by("pk"))
    row = {"history_date": timezone.now(), "history_type": "+", "history_change_reason": REASON}
    # Ids are asked for again: not every SQLite returns them from a bulk insert.
    Grant.objects.bulk_create(
        [Grant(user=u, role=u.role, district_id=u.district_id) for u in users if u.role],
        batch_size=BATCH,
    )
    SignIn.objects.bulk_create(
        [
            SignIn(user=user, started=user.last_login, last_seen=user.last_login)
            for user in users
            if user.last_login
        ],
        batch_size=BATCH,
    )
    UserHistory.objects.bulk_create(
        [UserHistory(**{name: getattr(u, name) for name in USER_COLUMNS}, **row) for u in users],
        batch_size=BATCH,
    )
    GrantHistory.objects.bulk_create(
        [
            GrantHistory(
                id=g.pk, user_id=g.user_id, role=g.role, district_id=g.district_id, **row
            )
            for g in Grant.objects.order_by("pk")
        ],
        batch_size=BATCH,
    )


def take_back(apps, schema_editor):
    """Give each user the strongest of their grants in force today as role and district.

    A right that has ended, or has not begun, must open nothing: whoever has no other keeps it
    (or, without any, a viewer's role) on an account that is no longer active.
    """
    User, Grant, SignIn, UserHistory, GrantHistory = models_of(apps)
    last = dict(SignIn.objects.values_list("user").annotate(Max("started")).order_by())
    held = {}
    for grant in Grant.objects.order_by("pk"):
        held.setdefault(grant.user_id, []).append(grant)
    today = timezone.localdate()
    for user in User.objects.order_by("pk"):
        grants = held.get(user.pk, [])
        best = min((g for g in grants if in_force(g, today)), key=rank, default=None)
        if best is None:
            user.is_active = False
            best = min(grants, key=rank, default=None)
        user.role = best.role if best else "province_viewer"
        user.district_id = best.district_id if best else None
        user.last_login = last.get(user.pk)
        user.save(update_fields=["role", "district", "is_active", "last_login"])
    for table in (Grant, SignIn, UserHistory, GrantHistory):
        table.objects.all().delete()


def models_of(apps):
    names = ("User", "Grant", "SignIn", "HistoricalUser", "HistoricalGrant")
    return [apps.get_model("accounts", name) for name in names]


def in_force(grant, day):
    started = grant.valid_from is None or grant.valid_from <= day
    return started and (grant.valid_to is None or grant.valid_to >= day)


def rank(grant):
    return STRONGEST_FIRST.index(grant.role), grant.pk


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_grants_sign_ins_and_their_history")]

    operations = [migrations.RunPython(carry_over, take_back)]
