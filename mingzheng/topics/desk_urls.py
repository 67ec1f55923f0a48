"""Staff addresses of topics."""

from django.urls import path

from mingzheng.topics import desk

app_name = "topics_desk"
urlpatterns = [
    path("", desk.topics, name="topics"),
    path("new/", desk.edit, name="new"),
    path("<int:pk>/", desk.topic, name="topic"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/archive/", desk.archive, name="archive"),
    path("<int:pk>/restore/", desk.restore, name="restore"),
    path("<int:pk>/parts/", desk.add_part, name="add_part"),
    path("<int:pk>/parts/<int:part>/remove/", desk.remove_part, name="remove_part"),
    path("<int:pk>/parts/<int:part>/pick/", desk.pick, name="pick"),
    path("<int:pk>/picks/<int:chosen>/remove/", desk.unpick, name="unpick"),
]
