from django.urls import path

from .actions import boards, undoing
from .actions import views as actions
from .classes.views import class_page
from .dossiers.views import dossiers
from .entry import views
from .log import views as log
from .uploads import files, layout_views
from .uploads import views as uploads
from .uploads.templates_out import sheet_template, sheet_template_chosen

urlpatterns = [
    path("nhan-su/them/", views.add_person, name="person-add"),
    path("lop-dao-tao/", class_page, name="class-record"),
    path("ho-so-cong-viec/", dossiers, name="dossiers"),
    path("nhan-su/<int:pk>/sua/", views.edit_person, name="person-edit"),
    path("nhan-su/<int:pk>/thoi-giu/", actions.end, name="person-end"),
    path("nhan-su/<int:pk>/bo-nhiem/", actions.appoint, name="person-appoint"),
    path("nhan-su/<int:pk>/chuyen/", actions.transfer, name="person-transfer"),
    path("nhan-su/<int:pk>/xoa/", actions.delete, name="person-delete"),
    path("nhan-su/<int:pk>/thay-doi/", log.person_changes, name="person-changes"),
    path("nhat-ky/", log.change_log, name="log"),
    path("nhat-ky/du-lieu-ca-nhan/", log.disclosure_log, name="disclosures"),
    path("ban-giao/", boards.handover_list, name="handovers"),
    path("ban-giao/<int:pk>/", boards.handover_page, name="handover"),
    path("da-xoa/", undoing.deletion_list, name="deletions"),
    path("da-xoa/<int:pk>/khoi-phuc/", undoing.restore_deletion, name="deletion-restore"),
    path("nhap-tep/", uploads.uploads, name="uploads"),
    path("nhap-tep/<int:pk>/", uploads.upload_page, name="upload"),
    path("nhap-tep/<int:pk>/tien-do/", uploads.upload_progress, name="upload-progress"),
    path("nhap-tep/<int:pk>/cach-doc/", layout_views.upload_layout, name="upload-layout"),
    path("nhap-tep/<int:pk>/tep/", files.upload_file, name="upload-file"),
    path("nhap-tep/<int:pk>/tep-loi/", files.upload_errors, name="upload-errors"),
    path("nhap-tep/<int:pk>/hoan-tac/", uploads.upload_undo, name="upload-undo"),
    path("nhap-tep/<int:pk>/bo/", uploads.upload_discard, name="upload-discard"),
    path("nhap-tep/mau/", sheet_template_chosen, name="sheet-template-chosen"),
    path("nhap-tep/mau/<str:code>.xlsx", sheet_template, name="sheet-template"),
]
