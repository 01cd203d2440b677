from django.urls import path

from . import rights_views
from .boards import views as boards
from .covering import views as covering

urlpatterns = [
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
