from django.urls import URLPattern, path

from .classes import people_views, results_views, unplaced_views, views

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
]
