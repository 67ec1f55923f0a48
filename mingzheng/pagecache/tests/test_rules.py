"""What is kept, under which name, and which writes count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.pagecache.rules.asking import Terms, in_order, key_of, names, takes_gzip
from mingzheng.pagecache.rules.keeping import is_text, may_keep
from mingzheng.pagecache.rules.writes import changes_public, written

TERMS = Terms(("/desk/",), {"skin": ("normal", "elder"), "size": ("normal", "large")}, ("sid",))
UNSEEN = ("axes_", "search_asked")


def a_request(**said):
    plain = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "localhost"}
    return {**plain, "wsgi.url_scheme": "http", **said}


@pytest.mark.parametrize(
    "said",
    [
        {"REQUEST_METHOD": "POST"},
        {"PATH_INFO": "/desk/trace/"},
        {"HTTP_COOKIE": "skin=elder; sid=abc"},
        {"HTTP_AUTHORIZATION": "Basic eA=="},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_HX_REQUEST": "true"},
        {"QUERY_STRING": "q=" + "a" * 500},
        {"PATH_INFO": "/" + "a" * 500},
    ],
    ids=lambda said: "".join(said),
)
def test_these_are_always_asked_of_django(said):
    assert key_of(a_request(**said), TERMS) is None


@pytest.mark.parametrize(
    ("cookies", "skin"),
    [
        ("", ""),
        ("skin=normal", ""),
        ("skin=rainbow; csrftoken=x", ""),
        ("size=large; a=b; skin=elder", "size=large; skin=elder"),
        ("skin=elder;size=large", "size=large; skin=elder"),
        ("skin=elder; skin=normal", ""),  # the last wins, as Django reads it
    ],
)
def test_only_skins_tell_two_visitors_apart(cookies, skin):
    assert key_of(a_request(HTTP_COOKIE=cookies), TERMS).skin == skin


def test_head_and_get_have_one_name_and_two_hosts_or_schemes_have_two():
    plain = key_of(a_request(), TERMS)

    assert key_of(a_request(REQUEST_METHOD="HEAD", HTTP_HOST="LOCALHOST"), TERMS) == plain
    assert key_of(a_request(HTTP_HOST="other"), TERMS) != plain
    assert key_of(a_request(HTTP_X_FORWARDED_PROTO="https"), TERMS) != plain


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("b=2&a=1", "a=1&b=2"),
        ("a=2&a=1&&", "a=2&a=1"),  # values of one name keep their order
        ("utm_source=x&page=2&gclid=1", "page=2"),
        ("q=%E4%BD%8E&p", "p&q=%E4%BD%8E"),
    ],
)
def test_the_order_of_parameters_makes_no_other_page(query, same):
    assert in_order(query) == same


@given(st.text(alphabet="ab=&%", max_size=30))
def test_putting_in_order_twice_changes_nothing_more(query):
    assert in_order(in_order(query)) == in_order(query)


@pytest.mark.parametrize(
    ("status", "headers", "may"),
    [
        (200, [("Content-Type", "text/html")], True),
        (301, [("Location", "/")], True),
        (404, [], True),
        (302, [("Location", "/")], False),
        (500, [], False),
        (200, [("Set-Cookie", "csrftoken=x")], False),
        (200, [("Vary", "Cookie")], False),
        (200, [("Vary", "Accept-Encoding")], True),
        (200, [("Vary", "accept-encoding, HX-Request")], False),
        (200, [("Cache-Control", "max-age=0, no-cache, no-store, private")], False),
        (200, [("Cache-Control", "no-cache")], True),
    ],
)
def test_what_was_made_for_somebody_is_not_kept(status, headers, may):
    assert may_keep(status, headers) is may


def test_what_is_packed_is_not_packed_again():
    assert is_text([("Content-Type", "image/svg+xml")])
    assert not is_text([("Content-Type", "application/pdf")])
    assert not is_text([("Content-Type", "text/html"), ("Content-Encoding", "gzip")])


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0, identity", False),
        ("identity", False),
        ("", False),
        ("*", True),
    ],
)
def test_gzip_is_given_to_whoever_takes_it(header, takes):
    assert takes_gzip(header) is takes


def test_a_tag_is_known_among_others_and_weakly():
    assert names('"a", W/"b"', '"b"')
    assert names("*", '"b"')
    assert not names('"bb"', '"b"')


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('INSERT INTO "laws_law" ("a") VALUES (%s)', {"laws_law"}),
        ("INSERT OR IGNORE INTO laws_law VALUES (1)", {"laws_law"}),
        ('UPDATE "portal_sitesettings" SET "name" = %s', {"portal_sitesettings"}),
        ("UPDATE search_document AS d SET x = 1 FROM y", {"search_document"}),
        ("DELETE FROM search_document WHERE x", {"search_document"}),
        ("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", {"a", "b"}),
        ('SELECT "x" FROM "a" FOR UPDATE OF "a"', set()),
        ("INSERT INTO a (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET x = 2", {"a"}),
    ],
)
def test_a_statement_says_where_it_writes(sql, tables):
    assert written(sql) == tables


@pytest.mark.parametrize(
    ("sql", "counts"),
    [
        ('INSERT INTO "a_table_nobody_named" VALUES (1)', True),
        ("INSERT INTO axes_accesslog VALUES (1)", False),
        ("INSERT INTO search_asked AS a (text) VALUES (1) ON CONFLICT DO NOTHING", False),
        ("WITH x AS (DELETE FROM axes_log RETURNING *) INSERT INTO laws_law SELECT 1", True),
        ("SELECT 1", False),
        ("SAVEPOINT s1", False),
        ("TRUNCATE TABLE publishing_article", True),
        ("truncate search_asked", False),
    ],
)
def test_a_table_that_nobody_named_is_public(sql, counts):
    assert changes_public(sql, UNSEEN) is counts
