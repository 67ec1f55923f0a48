"""Staff addresses of the catalogue's editions."""

from django.urls import path

from mingzheng.editions.desk import editions, items, lists, names, sources

app_name = "catalogue_desk"
urlpatterns = [
    path("", editions.editions, name="editions"),
    path("templates/<slug:kind>.xlsx", lists.template, name="template"),
    path("open/", editions.open_draft, name="open"),
    path("<int:pk>/", editions.edition, name="edition"),
    path("<int:pk>/steps/<slug:step>/", editions.step, name="step"),
    path("<int:pk>/changes/", editions.changes, name="changes"),
    path("<int:pk>/quality/", editions.quality, name="quality"),
    path("<int:pk>/duties/", editions.duties, name="duties"),
    path("<int:pk>/names/", names.names, name="names"),
    path("<int:pk>/standards/", sources.standards, name="standards"),
    path("<int:pk>/export.<slug:kind>", sources.export, name="export"),
    path("<int:pk>/items/", items.items, name="items"),
    path("<int:pk>/items/new/", items.new, name="new_item"),
    path("<int:pk>/items/<slug:code>/", items.item, name="item"),
    path("<int:pk>/items/<slug:code>/edit/", items.edit, name="edit_item"),
    path("<int:pk>/items/<slug:code>/remove/", items.remove, name="remove_item"),
]
