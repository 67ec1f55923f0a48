"""Public addresses of powers and services."""

from django.urls import path

from mingzheng.lookup.pages import powers

app_name = "powers"
urlpatterns = [
    path("", powers.items, name="items"),
    path("download.<slug:kind>", powers.download, name="download"),
    path("<slug:code>/", powers.item, name="item"),
]
