from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from .views import ChangePassword

urlpatterns = [
    path(
        "dang-nhap/",
        LoginView.as_view(
            template_name="registration/sign_in.html", redirect_authenticated_user=True
        ),
        name="sign-in",
    ),
    path("doi-mat-khau/", ChangePassword.as_view(), name="password-change"),
    path("dang-xuat/", LogoutView.as_view(), name="sign-out"),
]
