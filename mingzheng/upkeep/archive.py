"""One file that holds every row and every uploaded file, with a digest of each part."""

import hmac
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from mingzheng.core.chain import digest
from mingzheng.screens.storing import settle

VERSION = 1
MANIFEST, ROWS, FILES = "manifest.json", "rows/", "files/"
AT_ONCE = 500
# What the machine makes anew, or what must not outlive it: sessions, locks, queued work.
LEFT_OUT = frozenset(
    {
        *("sessions", "contenttypes", "auth", "axes", "account", "messages"),
        *("django_tasks_database", "pagecache"),
    }
)
# The search index: `search_rebuild` makes it from the businesses' own rows. Counts of minutes.
DERIVED = frozenset(
    {("search", "document"), ("search", "label"), ("search", "rebuild"), ("screens", "visitcount")}
)


class Exact(DjangoJSONEncoder):
    """Moments to the microsecond: Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        """A moment in full; everything else as Django writes it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Unfit(Exception):
    """The file or the database cannot be used; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def kept_models() -> list[type[models.Model]]:
    """Every model whose rows go into the file."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in LEFT_OUT
        and (model._meta.app_label, model._meta.model_name) not in DERIVED
    ]


def write(target: Path) -> dict[str, int]:
    """Write the backup; returns {"rows": n, "files": n}. The file appears whole or not at all.

    Raises Unfit when it cannot be written. Rows come from one snapshot of the database.
    """
    parts: dict[str, dict[str, Any]] = {}
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            path = Path(draft.name)
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as file, transaction.atomic():
                _one_snapshot()
                for model in kept_models():
                    parts[model._meta.label_lower] = _write_rows(file, model)
                n_files = _write_files(file, parts)
                file.writestr(MANIFEST, json.dumps(_manifest(parts), ensure_ascii=False))
            path.chmod(0o600)
            path.replace(target)
    except OSError as error:
        raise Unfit(f"写不了 {target}：{error.strerror}。请换一个文件夹，或者腾出空间。") from error
    rows = sum(part["rows"] for part in parts.values() if "rows" in part)
    return {"rows": rows, "files": n_files}


def _one_snapshot() -> None:
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _manifest(parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "version": VERSION,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "key_mark": _key_mark(),
        "migrations": sorted(f"{app}.{name}" for app, name in applied if app not in LEFT_OUT),
        "parts": parts,
    }


def _key_mark() -> str:
    """What tells one signing key from another without giving either away."""
    return hmac.new(settings.SECRET_KEY.encode(), b"mingzheng.backup", "sha256").hexdigest()


def unreadable_codes(source: Path) -> int:
    """How many authenticators (动态码) of a sound backup this machine's signing key cannot read."""
    with zipfile.ZipFile(source) as file:
        manifest = json.loads(file.read(MANIFEST))
    if manifest.get("key_mark", _key_mark()) == _key_mark():  # older files have no mark
        return 0
    return int(manifest["parts"]["mfa.authenticator"]["rows"])


def _write_rows(file: zipfile.ZipFile, model: type[models.Model]) -> dict[str, Any]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        rows = model._base_manager.order_by("pk")
        # Sorted keys: PostgreSQL keeps JSON objects in an order of its own.
        serializers.serialize(
            "jsonl", rows.iterator(AT_ONCE), stream=lines, cls=Exact, sort_keys=True
        )
        lines.seek(0)
        data = lines.read().encode()
    file.writestr(f"{ROWS}{model._meta.label_lower}.jsonl", data)
    return {"rows": data.count(b"\n"), "digest": digest(data)}


def _write_files(file: zipfile.ZipFile, parts: dict[str, dict[str, Any]]) -> int:
    root = Path(settings.MEDIA_ROOT)
    names = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else []
    for path in names:
        name = path.relative_to(root).as_posix()
        data = path.read_bytes()
        file.writestr(FILES + name, data)
        parts[FILES + name] = {"digest": digest(data)}
    return len(names)


def read(source: Path) -> dict[str, int]:
    """Fill an empty, migrated database from a backup; returns {"rows": n, "files": n}.

    All or nothing. Raises Unfit for a damaged or foreign file, another version of the tables, or a
    database that already holds something. Afterwards every row is read back and compared.
    """
    try:
        with zipfile.ZipFile(source) as file:
            manifest = _checked(file)
            _must_be_empty()
            with transaction.atomic(), _moments_as_written():
                rows = sum(_read_rows(file, model) for model in kept_models())
                _next_numbers()
                _compare(manifest)
            n_files = _read_files(file)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise Unfit(f"{source} 不是完整的备份文件，请另选一个。") from error
    return {"rows": rows, "files": n_files}


@contextmanager
def _moments_as_written() -> Iterator[None]:
    """While rows are brought back, “now” must not overwrite the moments they carry."""
    fields = [
        field
        for model in kept_models()
        for field in model._meta.fields
        if isinstance(field, models.DateField) and (field.auto_now or field.auto_now_add)
    ]
    before = [(field, field.auto_now, field.auto_now_add) for field in fields]
    try:
        for field in fields:
            field.auto_now = field.auto_now_add = False
        yield
    finally:
        for field, now, now_add in before:
            field.auto_now, field.auto_now_add = now, now_add


def _checked(file: zipfile.ZipFile) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(file.read(MANIFEST))
    if manifest["version"] != VERSION:
        raise Unfit("这份备份是另一版软件做的，请用做备份的那一版来恢复，再升级。")
    if manifest["migrations"] != _manifest({})["migrations"]:
        raise Unfit("备份和现在的软件版本不一样，请先换成做备份时的版本，恢复以后再升级。")
    for name, part in manifest["parts"].items():
        place = name if name.startswith(FILES) else f"{ROWS}{name}.jsonl"
        if digest(file.read(place)) != part["digest"]:
            raise Unfit(f"备份里的 {place} 和做备份时不一样，文件可能坏了或者被改过。")
    return manifest


def _must_be_empty() -> None:
    full = [m._meta.verbose_name for m in kept_models() if m._base_manager.exists()]
    if full:
        raise Unfit(f"数据库里已经有内容（{full[0]}等），只能恢复到空的数据库里。")


def _read_rows(file: zipfile.ZipFile, model: type[models.Model]) -> int:
    with file.open(f"{ROWS}{model._meta.label_lower}.jsonl") as lines:
        rows = serializers.deserialize("jsonl", (line.decode() for line in lines))
        count = 0
        for chunk in _chunks(rows):
            model._base_manager.bulk_create([row.object for row in chunk])
            for row in chunk:
                for name, keys in (row.m2m_data or {}).items():
                    getattr(row.object, name).set(keys)
            count += len(chunk)
    return count


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _next_numbers() -> None:
    """Keys were given, not counted: tell the database where to count on."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(sql)


def _compare(manifest: dict[str, Any]) -> None:
    for model in kept_models():
        with zipfile.ZipFile(tempfile.TemporaryFile(), "w") as nowhere:
            found = _write_rows(nowhere, model)
        if found != manifest["parts"][model._meta.label_lower]:
            raise Unfit(f"恢复后的“{model._meta.verbose_name}”和备份不一致，已全部撤回。")


def _read_files(file: zipfile.ZipFile) -> int:
    root = Path(settings.MEDIA_ROOT).resolve()
    names = [name for name in file.namelist() if name.startswith(FILES)]
    for name in names:
        path = (root / name.removeprefix(FILES)).resolve()
        if root not in path.parents:
            raise Unfit(f"备份里的文件名 {name} 不对，文件可能被改过。")
        path.parent.mkdir(parents=True, exist_ok=True)
        with file.open(name) as data, path.open("wb") as target:
            shutil.copyfileobj(data, target)
        settle(path, name.removeprefix(FILES))
    return len(names)
