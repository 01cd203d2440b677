from django.urls import path

from . import rights_views
from .boards import views as boards
from .covering import views as covering
from .entering import views, views_files

urlpatterns = [
    path("sap-xep/", views.decrees_page, name="decrees"),
    path("sap-xep/du-thao/moi/", views.add_page, name="decree-add"),
    path("sap-xep/du-thao/tu-tep/", views_files.take_file, name="decree-file-add"),
    path("sap-xep/du-thao/kem-phan-mem/", views.take_shipped, name="decree-shipped"),
    path("sap-xep/du-thao/<int:pk>/", views.draft, name="decree-draft"),
    path("sap-xep/du-thao/<int:pk>/don-vi-moi/", views.unit, name="decree-unit-add"),
    path("sap-xep/du-thao/<int:pk>/don-vi-moi/<str:code>/", views.unit, name="decree-unit"),
    path("sap-xep/du-thao/<int:pk>/tep/<str:ending>/", views_files.give_file, name="decree-file"),
    path("sap-xep/du-thao/<int:pk>/nop-tep/", views_files.take_file_in, name="decree-file-in"),
    path("sap-xep/du-thao/<int:pk>/xoa/", views.delete, name="decree-delete"),
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
]
