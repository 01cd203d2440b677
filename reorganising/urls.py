from django.urls import path

from . import rights_views
from .boards import views as boards
from .covering import views as covering
from .entering import views as entering
from .entering import views_files as files
from .looking import deeds
from .looking import views as looking

urlpatterns = [
    path("sap-xep/", entering.decrees_page, name="decrees"),
    path("sap-xep/du-thao/moi/", entering.add_page, name="decree-add"),
    path("sap-xep/du-thao/tu-tep/", files.take_file, name="decree-file-add"),
    path("sap-xep/du-thao/kem-phan-mem/", entering.take_shipped, name="decree-shipped"),
    path("sap-xep/du-thao/<int:pk>/", entering.draft, name="decree-draft"),
    path("sap-xep/du-thao/<int:pk>/don-vi-moi/", entering.unit, name="decree-unit-add"),
    path("sap-xep/du-thao/<int:pk>/don-vi-moi/<str:code>/", entering.unit, name="decree-unit"),
    path("sap-xep/du-thao/<int:pk>/tep/<str:ending>/", files.give_file, name="decree-file"),
    path("sap-xep/du-thao/<int:pk>/nop-tep/", files.take_file_in, name="decree-file-in"),
    path("sap-xep/du-thao/<int:pk>/xoa/", entering.delete, name="decree-delete"),
    path("pham-vi-nghi-quyet/", covering.coverage_page, name="coverage"),
    path("pham-vi-nghi-quyet/<int:pk>/", covering.coverage_of_group_page, name="coverage-of-group"),
    path("sap-xep/du-thao/<int:pk>/quyen/", rights_views.rights_of_a_draft, name="decree-rights"),
    path(
        "sap-xep/du-thao/<int:pk>/quyen/rut-ban-giao/",
        rights_views.withdraw_handovers,
        name="decree-rights-handovers",
    ),
    path(
        "sap-xep/van-ban/<int:pk>/quyen/",
        rights_views.rights_of_a_decree,
        name="decree-rights-applied",
    ),
    path("tai-khoan/theo-danh-sach/", boards.boards_page, name="decree-boards"),
    path("sap-xep/du-thao/<int:pk>/xem-truoc/", looking.preview_page, name="decree-preview"),
    path(
        "sap-xep/du-thao/<int:pk>/xem-truoc/don-vi/<str:code>/",
        looking.preview_unit,
        name="decree-preview-unit",
    ),
    path(
        "sap-xep/du-thao/<int:pk>/xem-truoc/chi-tieu/<str:code>/",
        looking.preview_changed,
        name="decree-preview-changed",
    ),
    path(
        "sap-xep/du-thao/<int:pk>/xem-truoc/cho-quyet-dinh/",
        looking.preview_deciding,
        name="decree-preview-deciding",
    ),
    path("sap-xep/du-thao/<int:pk>/chia-tach/", deeds.choose_split, name="decree-preview-split"),
    path("sap-xep/du-thao/<int:pk>/ap-dung/", deeds.apply_draft, name="decree-apply"),
    path("sap-xep/du-thao/<int:pk>/hen/", deeds.put_off_draft, name="decree-due"),
    path("sap-xep/van-ban/<int:pk>/", looking.applied_page, name="decree-applied"),
    path(
        "sap-xep/van-ban/<int:pk>/don-vi/<str:code>/",
        looking.applied_unit,
        name="decree-applied-unit",
    ),
    path(
        "sap-xep/van-ban/<int:pk>/chi-tieu/<str:code>/",
        looking.applied_changed,
        name="decree-applied-changed",
    ),
    path(
        "sap-xep/van-ban/<int:pk>/cho-quyet-dinh/",
        looking.applied_deciding,
        name="decree-applied-deciding",
    ),
    path("sap-xep/van-ban/<int:pk>/chia-tach/", deeds.send_split, name="decree-applied-split"),
    path("sap-xep/van-ban/<int:pk>/hoan-tac/", deeds.undo_decree, name="decree-undo"),
]
