"""What the openness office types in about words."""

from django import forms

from mingzheng.search.models import BestBet, Synonym


class SynonymForm(forms.ModelForm):
    """A synonym."""

    class Meta:
        model = Synonym
        fields = Synonym.COLUMNS
        help_texts = {
            "word": "群众怎么说，比如：低保",
            "official": "目录和文件里怎么写，比如：最低生活保障",
            "source": "出自哪部法规、哪个领域，或者谁提的",
            "is_reviewed": "勾选以后，搜前一个词时也搜后一个词",
        }


class BestBetForm(forms.ModelForm):
    """A best bet."""

    class Meta:
        model = BestBet
        fields = BestBet.COLUMNS
        help_texts = {
            "query": "搜的正好是这个词时，才放在最前面",
            "url": "本站的写路径，比如 /i/200001/；别的网站写全网址",
        }

    def clean_url(self) -> str:
        """An address of this site, or a whole one; nothing that runs."""
        url: str = self.cleaned_data["url"].strip()
        if "\\" in url or not url.isprintable() or " " in url:  # browsers read /\x as //x
            raise forms.ValidationError("网址里有反斜杠、空格或者看不见的字符，请去掉。")
        own = url.startswith("/") and not url.startswith("//")
        if not own and not url.startswith(("https://", "http://")):
            raise forms.ValidationError("网址要以 / 开头，或者以 https:// 开头。")
        return url
