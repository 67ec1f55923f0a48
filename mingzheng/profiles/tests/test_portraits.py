"""Work photos: with consent, bare, cut to one shape, gone when they are taken off."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mingzheng.core.access import Blocked, Denied
from mingzheng.core.models import Event
from mingzheng.files.rules.refusals import Refused
from mingzheng.pagecache.models import PublicChange
from mingzheng.profiles import portraits
from mingzheng.profiles.actions.portraits import drop_photo, put_photo
from mingzheng.profiles.actions.writing import remove_officer
from mingzheng.profiles.models import Portrait
from mingzheng.profiles.tests.factories import a_picture, a_profile, a_unit, an_officer

pytestmark = pytest.mark.django_db


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    return a_picture("JPEG", exif=exif)


@pytest.fixture
def shown(office, clerk):
    one = an_officer(office, clerk, unit=a_unit(office, clerk))
    put_photo(one, "周以宁.jpg", with_place(), has_consent=True, by=clerk)
    return one


@pytest.mark.parametrize("data", [with_place(), a_picture(), a_picture(size=(1200, 500))])
def test_a_picture_is_bare_and_of_one_shape(data):
    name = "a.jpg" if data.startswith(b"\xff\xd8") else "a.png"

    with Image.open(io.BytesIO(portraits.portrait(name, data))) as made:
        assert (made.format, made.size) == ("JPEG", portraits.SIZE)
        assert dict(made.getexif()) == {}
        assert not made.info.get("exif")


def test_what_is_clear_in_a_picture_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (240, 320), (0, 0, 0, 0)).save(out, "PNG")

    with Image.open(io.BytesIO(portraits.portrait("a.png", out.getvalue()))) as made:
        assert made.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.gif", a_picture("GIF"), "要用 JPEG 或 PNG"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "收不了 .svg 文件"),
        ("a.jpg", a_picture(), "文件名写的是 .jpg，里面其实是PNG 图片"),
        ("a.png", a_picture(size=(100, 100)), "只有 100×100 像素"),
        ("a.jpg", b"\xff\xd8\xff\xe0broken", "打不开"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(portraits.MAX_BYTES), "超过了 10 MB"),
    ],
)
def test_what_is_no_fitting_picture_is_refused_with_a_sentence(office, clerk, name, data, said):
    one = an_officer(office, clerk)

    with pytest.raises(Refused, match=said):
        put_photo(one, name, data, has_consent=True, by=clerk)

    assert not Portrait.objects.exists()


def test_nobody_is_shown_without_consent_or_by_a_stranger(office, clerk, stranger):
    """《个人信息保护法》第二十五条."""
    one = an_officer(office, clerk)

    with pytest.raises(Blocked, match="没有本人同意"):
        put_photo(one, "a.png", a_picture(), has_consent=False, by=clerk)
    with pytest.raises(Denied):
        put_photo(one, "a.png", a_picture(), has_consent=True, by=stranger)
    with pytest.raises(Blocked, match="没有工作照"):
        drop_photo(one, by=clerk)


def test_a_photo_stands_on_the_pages_of_office_people_and_grid(client, office, shown):
    alt = 'alt="周以宁，局长"'
    addresses = [reverse(f"profiles:{name}", args=[office.code]) for name in ("about", "people")]

    for address in (*addresses, shown.unit.get_absolute_url()):
        page = client.get(address).content.decode()
        assert shown.photo_url in page, address
        assert alt in page, address
    answer = client.get(shown.photo_url)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content == bytes(Portrait.objects.get().data)


def test_who_has_no_photo_is_drawn_as_nobody(client, office, clerk):
    a_profile(office, clerk)

    page = client.get(reverse("profiles:people", args=[office.code])).content.decode()

    assert page.count('<svg class="portrait"') == 2
    assert '<img class="portrait"' not in page


def test_a_photo_taken_off_is_gone_everywhere_at_once(client, office, clerk, shown):
    """《个人信息保护法》第四十七条."""
    address = shown.photo_url

    drop_photo(shown, by=clerk)

    assert not Portrait.objects.exists()
    assert client.get(address).status_code == 404
    assert (
        "img class"
        not in client.get(reverse("profiles:people", args=[office.code])).content.decode()
    )
    assert PublicChange.objects.filter(takes_back=True).exists()
    assert Event.objects.filter(label="撤下工作照").exists()


def test_another_photo_has_another_address_and_the_first_is_gone(client, clerk, shown):
    address = shown.photo_url

    put_photo(shown, "b.png", a_picture(size=(300, 900)), has_consent=True, by=clerk)
    assert shown.photo_url == address  # the same grey: the same picture
    out = io.BytesIO()
    Image.new("RGB", (240, 320), "#123456").save(out, "PNG")
    put_photo(shown, "c.png", out.getvalue(), has_consent=True, by=clerk)

    assert shown.photo_url != address
    assert client.get(address).status_code == 404
    assert client.get(shown.photo_url).status_code == 200


def test_who_is_taken_off_takes_the_photo_along(client, clerk, shown):
    address = shown.photo_url

    remove_officer(shown, by=clerk)

    assert not Portrait.objects.exists()
    assert client.get(address).status_code == 404


def test_a_clerk_puts_a_photo_up_and_takes_it_off(office, clerk, at_desk, words):
    one = an_officer(office, clerk)
    desk, address = at_desk(clerk), reverse("profiles_desk:photo", args=[office.code, one.pk])

    def send(data: bytes, **more: str):
        said = {"file": SimpleUploadedFile("a.png", data), **more}
        return words(desk.post(address, said, follow=True))

    assert "照片是个人信息" in words(desk.get(address))
    assert "没有本人同意，照片不能公示" in send(a_picture())
    assert "只有 100×100 像素" in send(a_picture(size=(100, 100)), has_consent="on")
    assert "周以宁的工作照已经放到网上" in send(a_picture(), has_consent="on")
    assert "现在的照片" in words(desk.get(address))
    remove = reverse("profiles_desk:remove", args=[office.code, "photo", one.pk])
    assert "已撤下" in words(desk.post(remove, follow=True))
    assert "现在的照片" not in words(desk.get(address))
