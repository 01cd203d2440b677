"""The pages of uploads: handing in, how a file is read, its preview, what became of it."""

from django.urls import path

from .preview import deciding_views as deciding
from .preview import views as preview
from .uploads import files, layout_views, taught_views
from .uploads import views as uploads
from .uploads.templates_out import sheet_template, sheet_template_chosen

urlpatterns = [
    path("nhap-tep/", uploads.uploads, name="uploads"),
    path("nhap-tep/<int:pk>/", uploads.upload_page, name="upload"),
    path("nhap-tep/<int:pk>/tien-do/", uploads.upload_progress, name="upload-progress"),
    path("nhap-tep/<int:pk>/cach-doc/", layout_views.upload_layout, name="upload-layout"),
    path("nhap-tep/<int:pk>/tep/", files.upload_file, name="upload-file"),
    path("nhap-tep/<int:pk>/tep-loi/", files.upload_errors, name="upload-errors"),
    path("nhap-tep/<int:pk>/hoan-tac/", uploads.upload_undo, name="upload-undo"),
    path("nhap-tep/<int:pk>/bo/", uploads.upload_discard, name="upload-discard"),
    path("nhap-tep/da-chi-dan/", taught_views.taught, name="uploads-taught"),
    path("nhap-tep/mau/", sheet_template_chosen, name="sheet-template-chosen"),
    path("nhap-tep/mau/<str:code>.xlsx", sheet_template, name="sheet-template"),
    path("nhap-tep/<int:pk>/xem-truoc/", preview.preview, name="upload-preview"),
    path("nhap-tep/<int:pk>/anh-huong/", preview.effects, name="upload-effects"),
    path("nhap-tep/<int:pk>/dong/", deciding.decide_on_rows, name="upload-row"),
    path("nhap-tep/<int:pk>/ten-goi/", deciding.pick_readings, name="upload-readings"),
    path("nhap-tep/<int:pk>/khong-co-trong-tep/", deciding.decide_on_absent, name="upload-absent"),
    path("nhap-tep/<int:pk>/xac-nhan/", deciding.confirm, name="upload-confirm"),
]
