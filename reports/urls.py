from django.urls import path

from . import criteria, overview, people, person, units

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("chi-tieu/", criteria.criteria_list, name="criteria"),
    path("chi-tieu/<str:code>/", criteria.criterion_page, name="criterion"),
    path("don-vi/<str:code>/", units.unit_page, name="unit"),
    path("nhan-su/", people.people_list, name="people"),
    path("nhan-su/<int:pk>/", person.person_page, name="person"),
]
