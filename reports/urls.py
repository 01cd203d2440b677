from django.urls import path

from . import criteria, overview, person, units
from .people.export import people_export
from .people.saved import delete_list, save_list
from .people.views import people_list
from .preview import preview
from .quality.views import quality_page
from .uploads import deciding_views as deciding
from .uploads import views as uploads

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("chi-tieu/", criteria.criteria_list, name="criteria"),
    path("chi-tieu/<str:code>/", criteria.criterion_page, name="criterion"),
    path("chat-luong-du-lieu/", quality_page, name="quality"),
    path("don-vi/<str:code>/", units.unit_page, name="unit"),
    path("nhan-su/", people_list, name="people"),
    path("nhan-su/doi-chieu/", preview, name="person-preview"),
    path("nhan-su/tai-ve/<str:form>/", people_export, name="people-export"),
    path("nhan-su/luu/", save_list, name="list-save"),
    path("nhan-su/luu/<int:pk>/xoa/", delete_list, name="list-delete"),
    path("nhan-su/<int:pk>/", person.person_page, name="person"),
    path("nhan-su/<int:pk>/cccd/", person.person_number, name="person-number"),
    path("nhap-tep/<int:pk>/xem-truoc/", uploads.preview, name="upload-preview"),
    path("nhap-tep/<int:pk>/anh-huong/", uploads.effects, name="upload-effects"),
    path("nhap-tep/<int:pk>/dong/", deciding.decide_on_rows, name="upload-row"),
    path("nhap-tep/<int:pk>/ten-goi/", deciding.pick_readings, name="upload-readings"),
    path("nhap-tep/<int:pk>/khong-co-trong-tep/", deciding.decide_on_absent, name="upload-absent"),
    path("nhap-tep/<int:pk>/xac-nhan/", deciding.confirm, name="upload-confirm"),
]
