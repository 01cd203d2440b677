from django.urls import path

from .entry import views

urlpatterns = [
    path("nhan-su/them/", views.add_person, name="person-add"),
    path("nhan-su/<int:pk>/sua/", views.edit_person, name="person-edit"),
]
