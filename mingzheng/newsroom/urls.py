"""Staff addresses of publishing."""

from django.urls import path

from mingzheng.newsroom.desk import (
    articles,
    columns,
    duties,
    files,
    findings,
    importing,
    links,
    manuscripts,
    settings,
    writing,
)

app_name = "newsroom"
urlpatterns = [
    path("", manuscripts.manuscripts, name="manuscripts"),
    path("clean/", importing.pasted, name="clean"),
    path("open/", writing.start, name="open"),
    path("<int:pk>/", manuscripts.manuscript, name="manuscript"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/note/", writing.note, name="note"),
    path("<int:pk>/preview/", writing.preview, name="preview"),
    path("<int:pk>/compare/", writing.compare, name="compare"),
    path("<int:pk>/links/", links.links, name="links"),
    path("<int:pk>/interpreter/", links.interpreter, name="interpreter"),
    path("<int:pk>/word/", importing.word, name="word"),
    path("<int:pk>/files/", files.files, name="files"),
    path("<int:pk>/files/<int:key>/", files.file, name="file"),
    path("<int:pk>/duties/", duties.choose, name="choose_dues"),
    path("<int:pk>/findings/pass/", findings.let_pass, name="let_pass"),
    path("<int:pk>/findings/mask/", findings.mask, name="mask"),
    path("<int:pk>/steps/<slug:step>/", manuscripts.step, name="step"),
    path("<int:pk>/schedule/", manuscripts.schedule, name="schedule"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<slug:code>/", articles.article, name="article"),
    path("articles/<slug:code>/change/", articles.change, name="change"),
    path("articles/<slug:code>/withdraw/", articles.withdraw, name="withdraw"),
    path("articles/<slug:code>/repeal/", articles.repeal, name="repeal"),
    path("articles/<slug:code>/pin/<int:pk>/", articles.pin, name="pin"),
    path("articles/<slug:code>/unrepeal/", articles.unrepeal, name="unrepeal"),
    path("columns/<str:code>/", columns.tree, name="columns"),
    path("columns/<str:code>/lay/", columns.lay, name="lay_columns"),
    path("columns/<str:code>/new/", columns.new, name="new_column"),
    path("columns/<str:code>/<int:pk>/", columns.edit, name="column"),
    path("columns/<str:code>/<int:pk>/move/", columns.move, name="move_column"),
    path("columns/<str:code>/<int:pk>/close/", columns.close, name="close_column"),
    path("settings/<str:code>/", settings.settings, name="settings"),
]
