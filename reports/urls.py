from django.urls import path

from . import criteria, ending, overview, person, presentation
from .comparing.views import compare, compare_people
from .evaluations.views import evaluations_file, evaluations_list, evaluations_page
from .heads.views import heads_file, heads_page
from .mending.views import mending
from .one_page.views import one_page_file
from .people.choosing import choose_columns
from .people.export import people_export
from .people.saved import delete_list, save_list
from .people.views import people_list
from .periods import views as periods
from .periods import views_district as district
from .periods import views_documents as documents
from .periods import views_files as files
from .periods import views_form as document_form
from .periods import views_people as frozen
from .periods import views_period as period
from .periods import views_replacing as replacing
from .periods import views_since as since
from .periods import views_submission as submission
from .periods import views_texts as texts
from .personal import views as personal
from .preview import preview
from .quality.views import quality_page
from .recruits.views import recruits_file, recruits_page

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("trinh-bay/", presentation.presentation, name="presentation"),
    path("mot-trang.<str:form>", one_page_file, name="one-page"),
    path("chi-tieu/", criteria.criteria_list, name="criteria"),
    path("chi-tieu/<str:code>/", criteria.criterion_page, name="criterion"),
    path("chat-luong-du-lieu/", quality_page, name="quality"),
    path("chat-luong-du-lieu/bo-sung/", mending, name="mending"),
    path("don-vi/<str:code>/", overview.unit_page, name="unit"),
    path("nhan-su/", people_list, name="people"),
    path("nhan-su/doi-chieu/", preview, name="person-preview"),
    path("nhan-su/tai-ve/<str:form>/", people_export, name="people-export"),
    path("nhan-su/cot/", choose_columns, name="list-columns"),
    path("nhan-su/luu/", save_list, name="list-save"),
    path("nhan-su/luu/<int:pk>/xoa/", delete_list, name="list-delete"),
    path("nhan-su/<int:pk>/", person.person_page, name="person"),
    path("nhan-su/<int:pk>/cccd/", person.person_number, name="person-number"),
    path("du-lieu-ca-nhan/", personal.personal_data, name="personal"),
    path("du-lieu-ca-nhan/<int:pk>/", personal.personal_record, name="personal-record"),
    path("du-lieu-ca-nhan/<int:pk>/cung-cap/", personal.give_out, name="personal-give"),
    path("du-lieu-ca-nhan/<int:pk>/xoa-han/", personal.erase, name="personal-erase"),
    path("chuc-danh/ket-thuc/", ending.end_titles_page, name="end-titles"),
    path("so-sanh/", compare, name="compare"),
    path("so-sanh/nguoi/", compare_people, name="compare-people"),
    path("nguoi-dung-dau/", heads_page, name="heads"),
    path("nguoi-dung-dau/danh-sach.xlsx", heads_file, name="heads-file"),
    path("tuyen-chon/", recruits_page, name="recruits"),
    path("tuyen-chon/danh-sach.xlsx", recruits_file, name="recruits-file"),
    path("xep-loai/", evaluations_page, name="evaluation-figures"),
    path("xep-loai/danh-sach/", evaluations_list, name="evaluation-list"),
    path("xep-loai/danh-sach.xlsx", evaluations_file, name="evaluation-file"),
    path("bao-cao/", periods.periods, name="periods"),
    path("bao-cao/mo/", periods.open_new, name="period-open"),
    path("bao-cao/truc-tiep.<str:form>", files.live_file, name="report-file"),
    path("bao-cao/<int:pk>.<str:form>", files.period_file, name="period-file"),
    path("bao-cao/mau-van-ban/", document_form.form_page, name="document-form"),
    path("bao-cao/mau-van-ban/tep/", document_form.template, name="document-template"),
    path(
        "bao-cao/mau-van-ban/<slug:which>.docx",
        document_form.template_file,
        name="document-template-file",
    ),
    path("bao-cao/<int:pk>/van-ban/", documents.period_page, name="period-document"),
    path("bao-cao/<int:pk>/van-ban.<str:form>", documents.period_file, name="period-document-file"),
    path("bao-cao/<int:pk>/", period.period_page, name="period"),
    path("bao-cao/<int:pk>/sua/", periods.amend, name="period-amend"),
    path("bao-cao/<int:pk>/noi-dung/", texts.texts_page, name="period-texts"),
    path("bao-cao/<int:pk>/huy/", periods.withdraw, name="period-withdraw"),
    path("bao-cao/<int:pk>/khoa/", period.seal_page, name="period-seal"),
    path("bao-cao/<int:pk>/khoa/nguoi/", frozen.unreported_people, name="period-unreported"),
    path("bao-cao/<int:pk>/kiem-tra/", period.check_page, name="period-check"),
    path("bao-cao/<int:pk>/thay-the/", replacing.replace_page, name="period-replace"),
    path("bao-cao/<int:pk>/khac/", since.period_since, name="period-since"),
    path("bao-cao/<int:pk>/nguoi/", frozen.period_people, name="period-people"),
    path("bao-cao/<int:pk>/huyen/<str:code>/", district.report_page, name="report"),
    path("bao-cao/<int:pk>/huyen/<str:code>/luu/", district.save_texts, name="report-save"),
    path("bao-cao/<int:pk>/huyen/<str:code>/nop/", district.submit_page, name="report-submit"),
    path("bao-cao/da-nop/<int:pk>.<str:form>", files.submission_file, name="submission-file"),
    path(
        "bao-cao/da-nop/<int:pk>/van-ban.<str:form>",
        documents.submission_file,
        name="submission-document-file",
    ),
    path("bao-cao/da-nop/<int:pk>/", submission.submission_page, name="submission"),
    path("bao-cao/da-nop/<int:pk>/tra-loi/", submission.answer, name="submission-answer"),
    path("bao-cao/da-nop/<int:pk>/rut/", submission.withdraw, name="submission-withdraw"),
    path("bao-cao/da-nop/<int:pk>/khac/", submission.changes_page, name="submission-changes"),
    path("bao-cao/da-nop/<int:pk>/nguoi/", frozen.submission_people, name="submission-people"),
]
