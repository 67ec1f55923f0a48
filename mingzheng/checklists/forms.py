"""What is typed in about words, sites and texts to try."""

from django import forms

from mingzheng.checklists.models import AllowedHost, Word, WordList

LONGEST = 200_000  # characters of a text to try: a long document


class WordListForm(forms.ModelForm):
    """A list of words."""

    class Meta:
        model = WordList
        fields = WordList.COLUMNS
        help_texts = {
            "source": "谁提供的，照什么编的",
            "is_active": "不勾选，整个词库都不查",
        }


class WordForm(forms.ModelForm):
    """A word."""

    class Meta:
        model = Word
        fields = Word.COLUMNS
        help_texts = {
            "wrong": "两个字以上；“姓名和职务”这一种写姓名",
            "right": "查到以后建议改成什么；“姓名和职务”这一种写职务，几个职务用；隔开",
            "contexts": "在这些短语里不算错，用；隔开，比如查“竟争”时写：究竟争",
            "source": "依据哪个规范，或者谁提的",
            "is_reviewed": "勾选以后才查",
        }


class HostForm(forms.ModelForm):
    """A site that may be linked to."""

    class Meta:
        model = AllowedHost
        fields = AllowedHost.COLUMNS
        help_texts = {"host": "比如 www.example.com；它下面的域名也可以链接"}


class WorkbookForm(forms.Form):
    """A workbook of words."""

    file = forms.FileField(
        label="词表",
        help_text="按“下载词表”的样子填。表里有的词照表改，没有的不动。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"}),
    )


class TryForm(forms.Form):
    """A text to look at before it is entered anywhere."""

    text = forms.CharField(
        label="文字",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="一行算一段。只查不存，查完就没有了。",
    )
