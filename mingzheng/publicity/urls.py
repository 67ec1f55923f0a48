"""Staff addresses of 双公示."""

from django.urls import path

from mingzheng.publicity.desk import periods, records, steps

app_name = "publicity"
urlpatterns = [
    path("", records.records, name="records"),
    path("queue/", records.queue, name="queue"),
    path("take/", steps.take_all, name="take_all"),
    path("offices/", records.offices, name="offices"),
    path("new/<slug:kind>/", records.new, name="new"),
    path("periods/", periods.periods, name="periods"),
    path("periods/offices/", periods.market, name="market"),
    path("periods/<slug:scheme>/<slug:sort>/", periods.period, name="period"),
    path("<int:pk>/", records.record, name="record"),
    path("<int:pk>/edit/", records.edit, name="edit"),
    path("<int:pk>/reveal/", steps.reveal, name="reveal"),
    path("<int:pk>/steps/<slug:step>/", steps.step, name="step"),
]
