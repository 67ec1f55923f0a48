"""The samples of docs/deploy: nginx takes them, units name what there is."""

import configparser
import re
import shutil
import subprocess

import pytest

from mingzheng.prose.rules.admission import MAX_BYTES
from tests.repo.source import ROOT

pytestmark = pytest.mark.house

FOLDER = ROOT / "docs" / "deploy"
UNITS = sorted((FOLDER / "systemd").iterdir())


def test_nginx_takes_the_sample(tmp_path):
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if nginx is None:
        pytest.skip("没有装 nginx，示例没有检验")
    sample = (FOLDER / "nginx.conf").read_text("utf-8")
    # The office's certificates are not here; everything else stays as it is.
    sample = re.sub(r"\n\s*ssl_certificate\w* [^;]+;", "", sample).replace("443 ssl", "8443")
    places = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ access_log off; {places}\n"
        f"{sample}}}\n"
    )

    done = subprocess.run([nginx, "-t", "-c", whole], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_names_programs_and_settings_that_there_are(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text("utf-8"))
    service = unit["Service"] if unit.has_section("Service") else {}

    known = (ROOT / ".env.example").read_text("utf-8")
    for name in re.findall(r"\bMINGZHENG_\w+", path.read_text("utf-8")):
        assert f"#{name}=" in known
    command = service.get("ExecStart", "")
    assert ("granian" in command) == ("wsgi:application" in command)
    for wanted in re.findall(r"mingzheng-?[\w.]*\.(?:service|timer|target)", path.read_text()):
        assert (FOLDER / "systemd" / wanted).exists(), wanted


def test_the_proxy_takes_the_largest_file_that_the_form_promises():
    largest = MAX_BYTES // 1024 // 1024
    samples = [FOLDER / "nginx.conf", ROOT / "docs" / "guides" / "operator.md"]

    for sample in samples:
        sizes = re.findall(r"client_max_body_size (\d+)m", sample.read_text("utf-8"))
        assert largest < max(map(int, sizes)) < largest + 20, sample.name
    assert f"最大 {largest} MB" in samples[0].read_text("utf-8")
