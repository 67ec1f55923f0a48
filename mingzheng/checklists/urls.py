"""Staff addresses of the checks before publishing."""

from django.urls import path

from mingzheng.checklists import actions
from mingzheng.checklists.desk import lists, trying
from mingzheng.checklists.forms import HostForm, WordListForm
from mingzheng.checklists.models import AllowedHost, Word, WordList

app_name = "checklists"
LIST = {"form_class": WordListForm, "save": actions.save_list, "back": "checklists:lists"}
HOST = {"form_class": HostForm, "save": actions.save_host, "back": "checklists:hosts"}
urlpatterns = [
    path("", trying.try_out, name="try"),
    path("lists/", lists.lists, name="lists"),
    path("lists/new/", lists.entry, LIST, name="new_list"),
    path("lists/<int:pk>/", lists.word_list, name="list"),
    path("lists/<int:pk>/edit/", lists.entry, LIST, name="edit_list"),
    path("lists/<int:pk>/remove/", lists.remove, {"model": WordList}, name="remove_list"),
    path("lists/<int:pk>/list.xlsx", lists.workbook, name="workbook"),
    path("lists/<int:pk>/upload/", lists.upload, name="upload"),
    path("lists/<int:word_list>/new/", lists.word, name="new_word"),
    path("words/<int:pk>/", lists.word, name="word"),
    path("words/<int:pk>/remove/", lists.remove, {"model": Word}, name="remove_word"),
    path("hosts/", lists.hosts, name="hosts"),
    path("hosts/new/", lists.entry, HOST, name="new_host"),
    path("hosts/<int:pk>/", lists.entry, HOST, name="host"),
    path("hosts/<int:pk>/remove/", lists.remove, {"model": AllowedHost}, name="remove_host"),
    path("links/", lists.links, name="links"),
    path("links/switch/", lists.switch, name="switch"),
]
