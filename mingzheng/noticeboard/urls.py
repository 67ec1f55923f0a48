"""Public addresses of 双公示; the short ones are printed as QR codes and must not change."""

from django.urls import path

from mingzheng.noticeboard import pages

app_name = "noticeboard"
urlpatterns = [
    path("publicity/", pages.records, name="records"),
    path("publicity/download.<slug:kind>", pages.download, name="download"),
    path("publicity/feed.atom", pages.feed, name="feed"),
    path("d/<slug:code>/", pages.record, name="record"),
    path("d/<slug:code>/qr.svg", pages.qr, name="qr"),
]
