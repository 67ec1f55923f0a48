"""Letting a finding pass, as a form."""

from django import forms


class PassForm(forms.Form):
    """Letting one finding pass; whoever shows findings reads this from the posted form."""

    fingerprint = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = forms.CharField(label="理由", max_length=500)
