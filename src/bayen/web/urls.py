"""Addresses of the pages: in Vietnamese without diacritics, since people read and send them."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from bayen.access.permissions import Permission
from bayen.web.views.accounts import (
    account,
    account_deed,
    account_link,
    account_new,
    account_post,
    accounts,
    posting_end,
)
from bayen.web.views.audit_log import audit_file, audit_log
from bayen.web.views.conversation import conversation
from bayen.web.views.form_delivery import form_compare, form_deliver
from bayen.web.views.form_device import browser_key, form_device, form_worker
from bayen.web.views.form_filling import form_filling, form_preview, form_save
from bayen.web.views.form_places import form_place_search
from bayen.web.views.form_registers import form_registers
from bayen.web.views.form_versions import form_version_new, form_versions
from bayen.web.views.form_workbooks import (
    form_workbook,
    form_workbook_back,
    form_workbook_marked,
)
from bayen.web.views.home import today
from bayen.web.views.invitation import invitation
from bayen.web.views.language import language, script_words
from bayen.web.views.map import place_map
from bayen.web.views.observation import observation
from bayen.web.views.overview import overview_page
from bayen.web.views.own_account import change_password, sessions
from bayen.web.views.own_words import layout_deed, layouts, lexicon, phrase_deed, phrase_edit
from bayen.web.views.parcels import parcel_intake
from bayen.web.views.privacy import privacy
from bayen.web.views.publications import publication, publication_file, publications
from bayen.web.views.registers import register, unit, unit_take_back
from bayen.web.views.reminders import office_phone, reminders, reminders_file
from bayen.web.views.review import (
    accept,
    accept_sure_figures,
    figure,
    figure_edit,
    send,
)
from bayen.web.views.searches import indicator_search, place_search
from bayen.web.views.sign_in import SECOND_STEP, sign_in
from bayen.web.views.submission import document_file, submission
from bayen.web.views.submissions import submissions
from bayen.web.views.table import table_file, totals
from bayen.web.views.trail import trail
from bayen.web.views.upload import upload
from bayen.web.views.villages import village_end, villages

urlpatterns = [
    path("ngon-ngu/", language, name="language"),
    path("ngon-ngu/chu.js", script_words, name="script_words"),
    path("dang-nhap/", sign_in, name="account_login"),
    path("dang-xuat/", LogoutView.as_view(next_page="account_login"), name="account_logout"),
    *SECOND_STEP,
    path("bao-mat/mat-khau/", change_password, name="change_password"),
    path("bao-mat/phien/", sessions, name="sessions"),
    path("duong-dan/<str:secret>/", invitation, name="invitation"),
    path("du-lieu-duoc-nhap/", privacy, name="privacy"),
    path("", today, name="home"),
    path("bao-cao/", submissions, name="submissions"),
    path("bao-cao/gui/", upload, name="upload"),
    path("bao-cao/<int:number>/", submission, name="submission"),
    path("bao-cao/<int:number>/ban-goc/", document_file, name="document_file"),
    path("bao-cao/<int:number>/nhan-so-chac/", accept_sure_figures, name="accept_sure"),
    path("bao-cao/<int:number>/gui/", send, name="send_submission"),
    path("bao-cao/<int:number>/trao-doi/", conversation, name="conversation"),
    path("bao-cao/<int:number>/duyet/", accept, name="accept_submission"),
    path("bao-cao/<int:number>/so/<int:figure_number>/", figure, name="figure"),
    path("bao-cao/<int:number>/so/<int:figure_number>/sua/", figure_edit, name="figure_edit"),
    path("bieu-mau/", form_filling, name="form_filling"),
    path("bieu-mau/luu/", form_save, name="form_save"),
    path("bieu-mau/xem-truoc/", form_preview, name="form_preview"),
    path("bieu-mau/gui/", form_deliver, name="form_deliver"),
    path("bieu-mau/ban/", form_versions, name="form_versions"),
    path("bieu-mau/ban/<slug:code>/", form_version_new, name="form_version_new"),
    path("bieu-mau/excel/", form_workbook, name="form_workbook"),
    path("bieu-mau/excel/nop/", form_workbook_back, name="form_workbook_back"),
    path("bieu-mau/excel/danh-dau/", form_workbook_marked, name="form_workbook_marked"),
    path("bieu-mau/so-theo-doi/", form_registers, name="form_registers"),
    path("bieu-mau/so/", form_compare, name="form_compare"),
    path("bieu-mau/khoa/", browser_key, name="browser_key"),
    path("bieu-mau/goi/", parcel_intake, name="parcel_intake"),
    path("bieu-mau/tren-may/", form_device, name="form_device"),
    path("bieu-mau/worker.js", form_worker, name="form_worker"),
    path("bieu-mau/dia-ban/", form_place_search, name="form_place_search"),
    path("dia-ban/thon/", villages, name="villages"),
    path("dia-ban/thon/<int:number>/thoi/", village_end, name="village_end"),
    path("so-theo-doi/", register, name="register"),
    path("so-theo-doi/<int:number>/", unit, name="unit"),
    path("so-theo-doi/<int:number>/rut/<int:entry_number>/", unit_take_back, name="unit_take_back"),
    path("don-doc/", reminders, name="reminders"),
    path("don-doc/danh-sach.xlsx", reminders_file, name="reminders_xlsx"),
    path("don-doc/so-may/", office_phone, name="office_phone"),
    path("tong-hop/", totals, name="table"),
    path("tong-hop/bang.csv", table_file, {"kind": "csv"}, name="table_csv"),
    path("tong-hop/bang.xlsx", table_file, {"kind": "xlsx"}, name="table_xlsx"),
    path("tong-quan/", overview_page, name="overview"),
    path("ban-do/", place_map, name="map"),
    path("so-lieu/<int:seq>/", observation, name="observation"),
    path("dau-vet/", trail, name="trail"),
    path("phat-hanh/", publications, name="publications"),
    path("phat-hanh/<int:number>/", publication, name="publication"),
    path("phat-hanh/<int:number>/tep.<str:kind>", publication_file, name="publication_file"),
    path("nhat-ky/", audit_log, name="audit_log"),
    path("nhat-ky/bang.csv", audit_file, name="audit_csv"),
    path(
        "tim/dia-ban-nhat-ky/",
        place_search,
        {"permission": Permission.READ_AUDIT},
        name="audit_place_search",
    ),
    path("tai-khoan/", accounts, name="accounts"),
    path("tai-khoan/moi/", account_new, name="account_new"),
    path("tai-khoan/<int:number>/", account, name="account"),
    path("tai-khoan/<int:number>/duong-dan/", account_link, name="account_link"),
    path("tai-khoan/<int:number>/viec/", account_deed, name="account_deed"),
    path("tai-khoan/<int:number>/phan-cong/", account_post, name="account_post"),
    path(
        "tai-khoan/<int:number>/phan-cong/<int:posting_number>/ket-thuc/",
        posting_end,
        name="posting_end",
    ),
    path(
        "tim/dia-ban-quan-tri/",
        place_search,
        {"permission": Permission.MANAGE_ACCOUNTS},
        name="kept_place_search",
    ),
    path("tu-vung/", lexicon, name="lexicon"),
    path("tu-vung/<int:number>/", phrase_deed, name="phrase_deed"),
    path("tu-vung/<int:number>/sua/", phrase_edit, name="phrase_edit"),
    path("tu-vung/bang/", layouts, name="layouts"),
    path("tu-vung/bang/<int:number>/", layout_deed, name="layout_deed"),
    path("tim/dia-ban/", place_search, name="place_search"),
    path("tim/chi-tieu/", indicator_search, name="indicator_search"),
]
