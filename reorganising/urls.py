from django.urls import path

from .covering import views as covering

urlpatterns = [
    path("pham-vi-nghi-quyet/", covering.coverage_page, name="coverage"),
    path("pham-vi-nghi-quyet/<int:pk>/", covering.coverage_of_group_page, name="coverage-of-group"),
]
