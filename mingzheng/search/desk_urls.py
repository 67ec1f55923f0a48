"""Staff addresses of the words that help to find."""

from django.urls import path

from mingzheng.search import actions, desk
from mingzheng.search.forms import BestBetForm, SynonymForm
from mingzheng.search.models import Asked, BestBet

app_name = "search_desk"
IN_VAIN = Asked.objects.filter(in_vain__gt=0).order_by("-in_vain", "-last_on", "text")
SYNONYM = {"form_class": SynonymForm, "back": "search_desk:synonyms"}
SAVED = {**SYNONYM, "save": actions.save_synonym}
BET = {"form_class": BestBetForm, "back": "search_desk:best_bets"}
SAVED_BET = {**BET, "save": actions.save_best_bet}
urlpatterns = [
    path("", desk.listed, {"rows": IN_VAIN, "page": "in_vain"}, name="in_vain"),
    path("synonyms/", desk.synonyms, name="synonyms"),
    path("synonyms/new/", desk.word, SAVED, name="new_synonym"),
    path("synonyms/<int:pk>/", desk.word, SAVED, name="synonym"),
    path("synonyms/<int:pk>/remove/", desk.remove, SYNONYM, name="remove_synonym"),
    path(
        "best-bets/", desk.listed, {"rows": BestBet.objects, "page": "best_bets"}, name="best_bets"
    ),
    path("best-bets/new/", desk.word, SAVED_BET, name="new_best_bet"),
    path("best-bets/<int:pk>/", desk.word, SAVED_BET, name="best_bet"),
    path("best-bets/<int:pk>/remove/", desk.remove, BET, name="remove_best_bet"),
    path("hot/", desk.listed, {"rows": Asked.objects, "page": "hot"}, name="hot"),
    path("hot/<int:pk>/", desk.show, name="show"),
]
