"""Staff addresses of work rules."""

from django.urls import path

from mingzheng.workrules.desk import rules, sets

app_name = "workrules"
urlpatterns = [
    path("", sets.offices, name="offices"),
    path("offices/<str:code>/open/", sets.open_draft, name="open"),
    path("items/<slug:code>/", rules.of_item, name="of_item"),
    path("<int:pk>/", sets.rule_set, name="rule_set"),
    path("<int:pk>/items/", rules.items, name="items"),
    path("<int:pk>/items/<slug:code>/", rules.item, name="item"),
    path("<int:pk>/rules/new/", rules.new, name="new"),
    path("<int:pk>/rules/<int:rule>/", rules.rule, name="rule"),
    path("<int:pk>/rules/<int:rule>/edit/", rules.edit, name="edit"),
    path("<int:pk>/rules/<int:rule>/remove/", rules.remove, name="remove"),
    path("<int:pk>/steps/<slug:step>/", sets.step, name="step"),
    path("<int:pk>/booklet.pdf", sets.booklet, name="booklet"),
    path("<int:pk>/upload/", rules.upload, name="upload"),
    path("<int:pk>/rules.xlsx", sets.workbook, name="workbook"),
]
