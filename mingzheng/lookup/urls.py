"""Public addresses of the catalogue; they are printed on notice boards and must not change."""

from django.urls import path

from mingzheng.lookup import feeds
from mingzheng.lookup.pages import browse, changes, downloads, items, offices

app_name = "lookup"
urlpatterns = [
    path("catalogue/", browse.fields, name="fields"),
    path("catalogue/items/", browse.search, name="search"),
    path("catalogue/matrix/", browse.matrix, name="matrix"),
    path("catalogue/fields/<slug:slug>/", browse.field, name="field"),
    path("catalogue/fields/<slug:slug>/feed.<slug:kind>", feeds.field, name="field_feed"),
    path("catalogue/changes/", changes.changes, name="changes"),
    path("catalogue/changes/<int:pk>/", changes.change, name="change"),
    path("catalogue/editions/<int:pk>/", changes.edition, name="edition"),
    path(
        "catalogue/editions/<int:pk>/download.<slug:kind>",
        downloads.edition,
        name="edition_download",
    ),
    path("catalogue/editions/<int:pk>/receipt.json", changes.receipt, name="edition_receipt"),
    path("catalogue/download.<slug:kind>", downloads.download, name="download"),
    path("catalogue/feed.<slug:kind>", feeds.changes, name="feed"),
    path("offices/", offices.offices, name="offices"),
    path("offices/<str:code>/", offices.office, name="office"),
    path("i/<slug:code>/", items.item, name="item"),
    path("i/<slug:code>/dues/", items.item_dues, name="item_dues"),
    path("i/<slug:code>/qr.svg", items.qr, name="qr"),
]
