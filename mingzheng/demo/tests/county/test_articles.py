"""The newsroom of the demo county: something at every step, and one that may not go out."""

import pytest

from mingzheng.accounts.models import Organisation
from mingzheng.demo.articles import BODIES
from mingzheng.publishing.actions.checking import findings_of
from mingzheng.publishing.models import Article, Manuscript, RevisionFile
from mingzheng.publishing.states import ManuscriptState, Purpose, Visibility
from mingzheng.texts.states import DOCUMENT_KINDS, Validity

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.usefixtures("small_county")
def test_a_text_waits_at_every_step():
    found = set(Manuscript.objects.values_list("state", flat=True))

    assert found >= {"draft", "first", "secrecy", "signing", "signed", "published"}
    assert found <= set(ManuscriptState.values)


@pytest.mark.usefixtures("small_county")
def test_one_draft_was_sent_back_and_one_shows_an_identity_number():
    drafts = Manuscript.objects.filter(state=ManuscriptState.DRAFT)
    kinds = {finding.code for one in drafts for finding in findings_of(one, one.revision)}

    assert drafts.filter(reviews__is_passed=False).count() == 1
    assert "id_card" in kinds


@pytest.mark.usefixtures("small_county")
def test_of_what_may_become_of_a_text_each_is_there_once():
    states = set(Manuscript.objects.values_list("state", flat=True))
    purposes = set(Manuscript.objects.values_list("purpose", flat=True))
    validities = set(Article.objects.values_list("validity", flat=True))

    assert states == set(ManuscriptState.values)
    assert Purpose.CORRECTION in purposes
    assert validities == set(Validity.values)
    assert Article.objects.get(visibility=Visibility.WITHDRAWN).withdrawn_reason


@pytest.mark.usefixtures("small_county")
def test_every_office_under_the_act_has_columns_and_something_in_them():
    bodies = Organisation.objects.filter(kind__in=BODIES)
    public = Article.objects.filter(visibility=Visibility.PUBLIC)

    assert not bodies.exclude(columns__isnull=False)
    assert not bodies.exclude(pk__in=public.values("organisation"))


@pytest.mark.usefixtures("small_county")
def test_rare_kinds_and_every_sort_of_file_are_there_to_be_seen():
    public = Article.objects.filter(visibility=Visibility.PUBLIC)
    rare = {"posting", "statistics", "personnel", "institution", "response"}
    assert rare <= set(public.values_list("kind", flat=True))
    shown = {"revision__in": public.values("public"), "attachment__isnull": False}
    files = RevisionFile.objects.filter(**shown)
    kept = [one.attachment for one in files.select_related("attachment__content")]
    assert {"docx", "xlsx", "pdf", "png"} <= {one.content.kind for one in kept}
    assert all(one.alt for one in kept if one.is_picture)


@pytest.mark.usefixtures("small_county")
def test_villages_publish_what_their_towns_write_for_them():
    public = Article.objects.filter(visibility=Visibility.PUBLIC)
    committees = public.filter(organisation__kind__in=("village", "community"))

    slugs = set(committees.values_list("placements__column__slug", flat=True))

    assert slugs == {"affairs", "finance", "benefits", "notices"}


@pytest.mark.usefixtures("small_county")
def test_policies_carry_the_fields_by_which_the_library_sorts_them():
    policies = Article.objects.filter(visibility=Visibility.PUBLIC, kind="normative")

    assert len(set(policies.values_list("field_codes", flat=True)) - {""}) >= 3


@pytest.mark.usefixtures("small_county")
def test_interpretations_are_what_their_form_says():
    told = Article.objects.filter(visibility=Visibility.PUBLIC, kind="interpretation")
    bodies = {one.public.form: one.public.body for one in told.select_related("public")}

    assert "<img" in bodies["picture"]
    assert bodies["questions"].count("<h2>") > 2
    reasons = Manuscript.objects.exclude(interpretation_reason="")
    assert not reasons.exclude(kind__in=DOCUMENT_KINDS)
