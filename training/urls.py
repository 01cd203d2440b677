from django.urls import URLPattern, path

from training.needs import views as needs

urlpatterns: list[URLPattern] = [
    path("dao-tao/nhu-cau/", needs.needs_page, name="training-needs"),
    path("dao-tao/nhu-cau/danh-sach/", needs.needs_list, name="training-needs-list"),
    path("dao-tao/nhu-cau/danh-sach.xlsx", needs.needs_file, name="training-needs-file"),
    path("dao-tao/nhu-cau/de-cu/", needs.propose_people, name="training-propose"),
]
