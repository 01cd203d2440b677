from django.urls import path

from .forecast import views as forecast

urlpatterns = [
    path("dao-tao/du-bao/", forecast.forecast_page, name="forecast"),
    path("dao-tao/du-bao/<code>/", forecast.forecast_criterion, name="forecast-criterion"),
]
