"""Accounts in a real browser: an invitation, a second factor, a passkey, sessions, keyboard."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import Page, expect

from bayen.actions.invitations import issue_link
from tests.web.browsing import NARROW, PASSWORD, WIDE, axe, hard_to_use, with_password

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SENTENCE = "suoi chay qua ban nho"


@pytest.fixture
def base(live_server) -> str:
    """Passkeys belong to names, and to no address in numbers."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def sign_in(page: Page, base: str, username: str, password: str = PASSWORD, at: str = "/") -> None:
    page.goto(base + reverse("account_login") + f"?next={at}")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows; ``later`` steps of 30 seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def test_an_invited_person_chooses_the_password_and_works(window, base, keeper):
    with_password(keeper)
    page = window()
    sign_in(page, base, "keeper")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản")
    page.get_by_role("link", name="Mời người mới").click()
    page.get_by_label("Tên hiển thị").fill("Lò Thị Dung, cán bộ xã")
    page.get_by_label("Tên đăng nhập").fill("dung")
    page.get_by_label("Vai trò").select_option("commune")
    box = page.get_by_role("combobox", name="Địa bàn")
    box.fill("xa sop cop")
    expect(page.locator(".pick-list [role=option]").first).to_contain_text(
        "xã Sốp Cộp, tỉnh Sơn La"
    )
    box.press("Enter")
    page.get_by_role("button", name="Tạo đường dẫn mời").click()
    link = page.get_by_label("Đường dẫn dùng một lần").input_value()
    assert page.locator("input[type=password]").count() == 0

    hers = window(viewport=NARROW, has_touch=True)
    hers.goto(link)
    expect(hers.get_by_text("Lò Thị Dung")).to_be_visible()
    hers.get_by_label("Mật khẩu mới", exact=True).fill("ngan")
    hers.get_by_label("Nhập lại mật khẩu mới").fill("ngan")
    hers.get_by_role("button", name="Đặt mật khẩu").click()
    expect(hers.locator(".error-summary")).to_contain_text(
        "Mật khẩu ngắn quá: cần ít nhất 10 ký tự"
    )
    assert axe(hers) == []
    hers.get_by_label("Mật khẩu mới", exact=True).fill(SENTENCE)
    hers.get_by_label("Nhập lại mật khẩu mới").fill(SENTENCE)
    hers.get_by_role("button", name="Đặt mật khẩu").click()
    expect(hers.get_by_text("Đã đặt mật khẩu")).to_be_visible()
    sign_in(hers, base, "dung", SENTENCE)
    expect(hers.get_by_role("heading", level=1)).to_have_text("Việc hôm nay")

    hers.goto(link)
    expect(hers.get_by_role("heading", level=1)).to_have_text("Đường dẫn hết tác dụng")
    page.goto(base + reverse("accounts") + "?q=lo thi dung")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    expect(page.locator(".list")).to_contain_text("đang dùng")


def turn_on_codes(page: Page, base: str) -> str:
    """Set up an authenticator app with its real codes; the secret it was given."""
    page.goto(base + reverse("mfa_index"))
    page.get_by_role("link", name="Bật Ứng dụng mã xác thực").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    secret = page.locator("#secret-key").inner_text()
    assert page.locator(".totp-code").evaluate("image => image.naturalWidth") > 0
    page.get_by_label("Mã sáu số").fill("000000")
    page.get_by_role("button", name="Bật", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("Mã chưa đúng")
    assert page.locator("#secret-key").inner_text() == secret
    page.get_by_label("Mã sáu số").fill(code_of(secret))
    page.get_by_role("button", name="Bật", exact=True).click()
    return secret


def test_a_second_factor_by_an_app_and_its_spare_codes(window, base, an):
    with_password(an)
    page = window(viewport=NARROW, has_touch=True)
    sign_in(page, base, "an")
    secret = turn_on_codes(page, base)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    spare = page.locator(".codes code").all_inner_texts()
    assert len(spare) == 10
    assert axe(page) == []
    page.reload()
    expect(page.locator(".codes")).to_have_count(0)  # shown once
    assert secret not in str(list(Authenticator.objects.values("data")))

    other = window()
    sign_in(other, base, "an", at=reverse("submissions"))
    expect(other.get_by_role("heading", level=1)).to_have_text("Xác thực bước hai")
    other.goto(base + reverse("submissions"))
    expect(other.get_by_role("heading", level=1)).to_have_text("Xác thực bước hai")  # not in yet
    other.get_by_label("Mã xác thực").fill("000000")
    other.get_by_role("button", name="Tiếp tục").click()
    expect(other.locator(".error-summary")).to_contain_text("Mã chưa đúng")
    other.get_by_label("Mã xác thực").fill(code_of(secret, later=1))
    other.get_by_role("button", name="Tiếp tục").click()
    expect(other).to_have_url(re.compile(reverse("submissions")))

    for tries, heading in ((spare[0], "Việc hôm nay"), (spare[0], "Xác thực bước hai")):
        third = window()
        sign_in(third, base, "an")
        third.get_by_label("Mã xác thực").fill(tries)
        third.get_by_role("button", name="Tiếp tục").click()
        expect(third.get_by_role("heading", level=1)).to_have_text(heading)


def add_authenticator(page: Page) -> None:
    """A device that makes passkeys and says that its owner was there."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def test_a_passkey_signs_in_alone(window, base, an):
    with_password(an)
    page = window()
    add_authenticator(page)
    sign_in(page, base, "an")
    page.goto(base + reverse("mfa_add_webauthn"))
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên khóa").fill("Máy cơ quan")
    page.get_by_label("Đăng nhập được chỉ bằng khóa này").check()
    assert axe(page) == []
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    page.goto(base + reverse("mfa_index"))
    expect(page.locator("main")).to_contain_text("Máy cơ quan")
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Đăng xuất").click()

    page.goto(base + reverse("account_login") + f"?next={reverse('submissions')}")
    page.get_by_role("button", name="Dùng khóa truy cập thay mật khẩu").click()
    expect(page).to_have_url(re.compile(reverse("submissions")))
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Đăng xuất").click()

    sign_in(page, base, "an")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc hôm nay")


def test_the_office_asks_for_a_second_factor_and_nothing_opens_before(
    window, base, keeper, settings
):
    settings.SECOND_FACTOR_ROLES = frozenset({"administrator"})
    with_password(keeper)
    page = window()
    sign_in(page, base, "keeper", at=reverse("accounts"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bảo mật tài khoản")
    expect(page.locator(".notice")).to_contain_text("Đơn vị yêu cầu")
    page.goto(base + reverse("account_new"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bảo mật tài khoản")
    turn_on_codes(page, base)
    page.goto(base + reverse("accounts"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản")
    page.goto(base + reverse("mfa_deactivate_totp"))
    expect(page.locator(".error-summary")).to_contain_text("Đơn vị yêu cầu xác thực hai lớp")


def test_a_session_is_ended_from_another_machine_at_once(window, base, an):
    with_password(an)
    office, home, phone = window(), window(), window(viewport=NARROW, has_touch=True)
    for page in (office, home, phone):
        sign_in(page, base, "an")
        expect(page.get_by_role("heading", level=1)).to_have_text("Việc hôm nay")
    office.goto(base + reverse("sessions"))
    rows = office.locator("main .task")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="máy này")).to_have_count(1)
    assert axe(office) == []
    rows.nth(0).get_by_role("button").click()  # the newest: the phone
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    office.get_by_role("button", name="Kết thúc mọi phiên khác").click()
    home.reload()
    expect(home.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    office.reload()
    expect(office.locator("main .task")).to_have_count(1)


def test_a_changed_password_ends_the_other_machines(window, base, an):
    with_password(an)
    office, home = window(), window()
    sign_in(office, base, "an")
    sign_in(home, base, "an")
    office.goto(base + reverse("change_password"))
    office.get_by_label("Mật khẩu").fill(PASSWORD)
    office.get_by_role("button", name="Xác nhận").click()
    office.get_by_label("Mật khẩu mới", exact=True).fill(SENTENCE)
    office.get_by_label("Nhập lại mật khẩu mới").fill(SENTENCE)
    office.get_by_role("button", name="Đổi mật khẩu").click()
    expect(office.get_by_text("Đã đổi mật khẩu")).to_be_visible()
    home.reload()
    expect(home.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


@pytest.fixture
def addresses(keeper, an) -> dict[str, str]:
    secret = issue_link(actor=keeper, account=an)
    return {
        "accounts": reverse("accounts"),
        "none": reverse("accounts") + "?q=khong co ai",
        "new": reverse("account_new"),
        "account": reverse("account", args=(an.pk,)),
        "own": reverse("account", args=(keeper.pk,)),
        "link": reverse("invitation", args=(secret,)),
        "over": reverse("invitation", args=("cu",)),
        "log": reverse("audit_log"),
        "log of a day": reverse("audit_log") + "?from=2020-01-01&to=2020-01-02",
        "security": reverse("mfa_index"),
        "sessions": reverse("sessions"),
        "again": reverse("account_reauthenticate"),
    }


def test_no_page_scrolls_sideways_and_axe_finds_nothing(window, base, keeper, addresses):
    page = window(reverse("account_login"))
    problems = [f"sign in: {found}" for found in hard_to_use(page, WIDE, NARROW)]
    page = window(by=keeper)
    for name, address in addresses.items():
        page.goto(window.base + address)
        problems += [f"{name}: {found}" for found in hard_to_use(page, WIDE, NARROW)]
    assert problems == []


def by_keyboard(page: Page, name: str) -> None:
    """Tab to what is called so, and press it."""
    page.wait_for_load_state()  # a page still on its way has nothing that could be focused
    for _ in range(80):
        page.keyboard.press("Tab")
        words = page.evaluate("document.activeElement.textContent || ''")
        if words.strip() == name:
            page.keyboard.press("Enter")
            return
    pytest.fail(f"no way to {name} by keyboard")


def test_from_the_list_to_a_link_by_keyboard(window, keeper, an):
    page = window(reverse("accounts"), by=keeper)
    by_keyboard(page, an.display_name)
    expect(page.get_by_role("heading", level=1)).to_have_text(an.display_name)
    by_keyboard(page, "Tạo đường dẫn")
    expect(page.get_by_label("Đường dẫn dùng một lần")).to_have_value(re.compile("/duong-dan/"))
