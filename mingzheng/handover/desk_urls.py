"""Staff addresses of handing over, and the interface for document systems."""

from django.urls import path

from mingzheng.handover.desk import cases, entering

app_name = "handover_desk"
urlpatterns = [
    path("", cases.handovers, name="handovers"),
    path("new/document/", entering.new, {"kind": "document"}, name="new_document"),
    path("new/meeting/", entering.new, {"kind": "meeting"}, name="new_meeting"),
    path("keys/", entering.keys, name="keys"),
    path("keys/<int:pk>/revoke/", entering.revoke, name="revoke"),
    path("<int:pk>/", cases.handover, name="handover"),
    path("<int:pk>/items/", cases.items, name="items"),
    path("<int:pk>/draft/", cases.draft_up, name="draft_up"),
    path("<int:pk>/steps/<slug:step>/", cases.step, name="step"),
]
