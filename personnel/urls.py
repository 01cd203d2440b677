from django.urls import path

from .actions import boards, doubting, undoing
from .actions import views as actions
from .batches import views as batches
from .classes import views as classes
from .dossiers.views import dossiers
from .entry import views
from .evaluating.views import evaluations, person_evaluations
from .filling.views import fill_page
from .joining import views as joining
from .log import views as log
from .planning import views as planning
from .scans import views as scans
from .seeking.views import by_number

urlpatterns = [
    path("nhan-su/them/", views.add_person, name="person-add"),
    path("nhan-su/theo-so-cccd/", by_number, name="person-by-number"),
    path("nhan-su/ghi-cho-nhieu-nguoi/", fill_page, name="people-fill"),
    path("lop-dao-tao/", classes.class_page, name="class-record"),
    path("dot-ghi-nhan/", batches.batch_list, name="batches"),
    path("dot-ghi-nhan/<int:pk>/", batches.batch_page, name="batch"),
    path("dot-ghi-nhan/<int:pk>/sua/", classes.class_correct, name="class-correct"),
    path("dot-ghi-nhan/<int:pk>/hoan-tac/", batches.batch_undo, name="batch-undo"),
    path("ho-so-cong-viec/", dossiers, name="dossiers"),
    path("xep-loai-hang-nam/", evaluations, name="evaluations"),
    path("nhan-su/<int:pk>/xep-loai/", person_evaluations, name="person-evaluations"),
    path("nhan-su/<int:pk>/sua/", views.edit_person, name="person-edit"),
    path("nhan-su/<int:pk>/thoi-giu/", actions.end, name="person-end"),
    path("nhan-su/<int:pk>/bo-nhiem/", actions.appoint, name="person-appoint"),
    path("nhan-su/<int:pk>/chuyen/", actions.transfer, name="person-transfer"),
    path("nhan-su/<int:pk>/xoa/", actions.delete, name="person-delete"),
    path("nhan-su/<int:pk>/xem-lai/", doubting.look_again, name="person-doubt"),
    path("nhan-su/<int:pk>/gop/", joining.choose, name="person-join"),
    path("nhan-su/<int:pk>/gop/<int:other>/", joining.merge, name="person-merge"),
    path("ho-so-trung/", joining.twins, name="twins"),
    path("ho-so-trung/<int:pk>/hoan-tac/", joining.undo, name="merge-undo"),
    path("nhan-su/<int:pk>/quy-hoach/", planning.planning_add, name="planning-add"),
    path("quy-hoach/nhieu-nguoi/", planning.planning_many, name="planning-many"),
    path("quy-hoach/<int:pk>/", planning.planning_edit, name="planning-edit"),
    path("nhan-su/<int:pk>/ban-quet/", scans.person_scans, name="person-scans"),
    path("ban-quet/<int:pk>/", scans.scan_file, name="scan"),
    path("ban-quet/<int:pk>/giu/", scans.scan_keep, name="scan-keep"),
    path("nhan-su/<int:pk>/thay-doi/", log.person_changes, name="person-changes"),
    path("nhat-ky/", log.change_log, name="log"),
    path("nhat-ky/du-lieu-ca-nhan/", log.disclosure_log, name="disclosures"),
    path("nhat-ky/tra-cuu/", log.disclosure_counts, name="disclosure-counts"),
    path("ban-giao/", boards.handover_list, name="handovers"),
    path("ban-giao/de-nghi/", boards.handover_request, name="handover-request"),
    path("ban-giao/<int:pk>/", boards.handover_page, name="handover"),
    path("da-xoa/", undoing.deletion_list, name="deletions"),
    path("da-xoa/<int:pk>/khoi-phuc/", undoing.restore_deletion, name="deletion-restore"),
]
