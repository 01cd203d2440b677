from django.urls import path

from .own import views as own
from .second import views as second
from .tokens import views as tokens
from .users import views as users

urlpatterns = [
    path("dang-nhap/", own.SignInPage.as_view(), name="sign-in"),
    path("dang-nhap/ma/", second.sign_in_code, name="sign-in-code"),
    path("dang-xuat/", own.SignOut.as_view(), name="sign-out"),
    path("doi-mat-khau/", own.ChangePassword.as_view(), name="password-change"),
    path("xac-thuc-hai-lop/", second.second_factor, name="second-factor"),
    path("xac-thuc-hai-lop/ma-du-phong/", second.renew_codes, name="second-factor-codes"),
    path("xac-thuc-hai-lop/tat/", second.turn_off, name="second-factor-off"),
    path("phien-dang-nhap/", own.sign_ins, name="sign-ins"),
    path("phien-dang-nhap/ket-thuc/", own.end_sign_ins, name="sign-ins-end"),
    path("phien-dang-nhap/tiep-tuc/", own.go_on, name="sign-ins-go-on"),
    path("tai-khoan/", users.users, name="users"),
    path("tai-khoan/them/", users.add_user, name="user-add"),
    path("tai-khoan/dang-nhap-sai/", users.failed_sign_ins, name="failed-sign-ins"),
    path("tai-khoan/don-vi-chua-giao/", users.unassigned, name="unassigned"),
    path("tai-khoan/ma-truy-cap/", tokens.tokens, name="api-tokens"),
    path("tai-khoan/ma-truy-cap/cap/", tokens.add_token, name="api-token-add"),
    path("tai-khoan/ma-truy-cap/<int:pk>/thu-hoi/", tokens.revoke_token, name="api-token-revoke"),
    path("tai-khoan/<int:pk>/", users.edit_user, name="user"),
    path("tai-khoan/<int:pk>/trang-thai/", users.set_active, name="user-active"),
    path("tai-khoan/<int:pk>/mat-khau/", users.give_password, name="user-password"),
    path(
        "tai-khoan/<int:pk>/bo-xac-thuc-hai-lop/",
        users.reset_second_factor,
        name="user-second-factor",
    ),
    path("tai-khoan/<int:pk>/mo-khoa/", users.unlock, name="user-unlock"),
    path("tai-khoan/<int:pk>/ket-thuc-phien/", users.end_sessions, name="user-sign-ins-end"),
]
