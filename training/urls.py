from django.urls import URLPattern, path

from .classes import people_views, results_views, unplaced_views, views
from .classes.sheet import views as sheet_views
from .forecast import views as forecast
from .needs import views as needs
from .paper import views as paper
from .plans import views_classes, views_keeping, views_plans, views_trying
from .results import views as results

urlpatterns: list[URLPattern] = [
    path("dao-tao/lop/", views.class_list, name="training-classes"),
    path("dao-tao/lop/moi/", views.class_add, name="training-class-add"),
    path("dao-tao/lop/chua-xep/", unplaced_views.unplaced, name="training-unplaced"),
    path("dao-tao/lop/<int:pk>/", views.class_page, name="training-class"),
    path("dao-tao/lop/<int:pk>/sua/", views.class_edit, name="training-class-edit"),
    path("dao-tao/lop/<int:pk>/xoa/", views.class_delete, name="training-class-delete"),
    path(
        "dao-tao/lop/<int:pk>/them-nguoi/",
        people_views.class_people,
        name="training-class-people",
    ),
    path(
        "dao-tao/lop/<int:pk>/trang-thai/",
        people_views.class_states,
        name="training-class-states",
    ),
    path(
        "dao-tao/lop/<int:pk>/ket-qua/", results_views.class_results, name="training-class-results"
    ),
    path(
        "dao-tao/lop/<int:pk>/ket-qua/<int:batch>/hoan-tac/",
        results_views.results_undo,
        name="training-class-results-undo",
    ),
    path("dao-tao/lop/<int:pk>/tep/", sheet_views.class_file, name="training-class-file"),
    path(
        "dao-tao/lop/<int:pk>/tep/mau.xlsx",
        sheet_views.class_file_template,
        name="training-class-file-template",
    ),
    path("dao-tao/nhu-cau/", needs.needs_page, name="training-needs"),
    path("dao-tao/nhu-cau/danh-sach/", needs.needs_list, name="training-needs-list"),
    path("dao-tao/nhu-cau/danh-sach.xlsx", needs.needs_file, name="training-needs-file"),
    path("dao-tao/nhu-cau/de-cu/", needs.propose_people, name="training-propose"),
    path("dao-tao/du-bao/", forecast.forecast_page, name="forecast"),
    path("dao-tao/du-bao/<code>/", forecast.forecast_criterion, name="forecast-criterion"),
    path("dao-tao/ke-hoach/", views_plans.plans_page, name="training-plans"),
    path("dao-tao/ke-hoach/tinh-thu/", views_trying.trying, name="training-try"),
    path(
        "dao-tao/ke-hoach/tinh-thu/nguoi/", views_trying.trying_people, name="training-try-people"
    ),
    path("dao-tao/ke-hoach/tinh-thu/luu/", views_keeping.save, name="training-scenario-save"),
    path("dao-tao/phuong-an/<int:pk>/", views_trying.trying, name="training-scenario"),
    path(
        "dao-tao/phuong-an/<int:pk>/nguoi/",
        views_trying.trying_people,
        name="training-scenario-people",
    ),
    path("dao-tao/phuong-an/<int:pk>/luu/", views_keeping.save, name="training-scenario-change"),
    path("dao-tao/phuong-an/<int:pk>/chon/", views_keeping.choose, name="training-scenario-move"),
    path("dao-tao/phuong-an/<int:pk>/xoa/", views_keeping.delete, name="training-scenario-delete"),
    path("dao-tao/phuong-an/<int:pk>/duyet/", views_plans.approve_page, name="training-approve"),
    path("dao-tao/ke-hoach/<int:pk>/", views_plans.plan_page, name="training-plan"),
    path("dao-tao/ke-hoach/<int:pk>/nguoi/", views_plans.plan_people, name="training-plan-people"),
    path(
        "dao-tao/ke-hoach/<int:pk>/lop/", views_classes.classes_page, name="training-plan-classes"
    ),
    path("dao-tao/ke-hoach/<int:pk>/ngoai/", views_plans.plan_left, name="training-plan-left"),
    path("dao-tao/ke-hoach/<int:pk>/kiem-tra/", views_plans.plan_check, name="training-plan-check"),
    path("dao-tao/ket-qua/", results.results_page, name="training-results"),
    path("dao-tao/ket-qua/nguoi/", results.results_people, name="training-results-people"),
    path("dao-tao/ke-hoach/<int:pk>/van-ban/", paper.paper_page, name="training-paper"),
    path(
        "dao-tao/ke-hoach/<int:pk>/van-ban/<slug:form>/",
        paper.paper_file,
        name="training-paper-file",
    ),
]
