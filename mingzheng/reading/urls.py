"""Public addresses of what is published; those of articles and columns must never change."""

from django.urls import path

from mingzheng.reading.pages import articles, columns, library, lists, sitemaps, spaces

COLUMN = "columns/<str:code>/<slug:slug>/"
OF_MONTH = "sitemap-articles-<int:year>-<int:month>"

app_name = "reading"
urlpatterns = [
    path("openness/", spaces.platform, name="platform"),
    path("openness/apply/", spaces.apply_here, name="apply_here"),
    path("offices/<str:code>/openness/", spaces.space, name="space"),
    path("offices/<str:code>/apply/", spaces.apply, name="apply"),
    path("offices/<str:code>/affairs/", spaces.affairs, name="affairs"),
    path("offices/<str:code>/feed.<slug:kind>", lists.office_feed, name="office_feed"),
    path(COLUMN, columns.column, name="column"),
    path(f"{COLUMN}list.csv", columns.table, name="column_table"),
    path(f"{COLUMN}feed.<slug:kind>", columns.feed, name="column_feed"),
    path("articles/<slug:code>/", articles.article, name="article"),
    path("articles/<slug:code>/course/", articles.course, name="course"),
    path("articles/<slug:code>/compare/<int:old>/<int:new>/", articles.compared, name="compared"),
    path("articles/<slug:code>/files/<int:key>/", articles.file, name="file"),
    path("articles/<slug:code>/qr.svg", articles.qr, name="qr"),
    path("policies/", library.library, name="library"),
    path("policies/list.csv", library.table, name="library_table"),
    path("policies/feed.<slug:kind>", library.feed, name="library_feed"),
    path("published/", lists.published, name="published"),
    path("published/list.csv", lists.table, name="published_table"),
    path("published/feed.<slug:kind>", lists.feed, name="published_feed"),
    path("published/archive/", lists.archive, name="archive"),
    # Named apart for the navigation, which knows addresses without arguments.
    *(
        path(f"published/{slug}/", lists.published, {"slug": slug}, slug)
        for slug in ("interpretations", "notices")
    ),
    path("published/<slug:slug>/", lists.published, name="shelf"),
    path("published/<slug:slug>/list.csv", lists.table, name="shelf_table"),
    path("published/<slug:slug>/feed.<slug:kind>", lists.feed, name="shelf_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path(f"{OF_MONTH}.xml", sitemaps.articles, name="sitemap_articles"),
    path(f"{OF_MONTH}-<int:part>.xml", sitemaps.articles, name="sitemap_articles_part"),
    path("sitemap-<slug:kind>-<int:part>.xml", sitemaps.of_type, name="sitemap_of_part"),
    path("sitemap-<slug:kind>.xml", sitemaps.of_type, name="sitemap_of"),
]
