"""The password policy (口令复杂度): GB/T 22239-2019 8.1.4.1 a asks for complexity and renewal."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from mingzheng.accounts.models import Person

CLASSES_WANTED = 3  # of 小写 大写 数字 符号; the number is practice, not in the text


def classes_in(password: str) -> int:
    """How many of the four kinds of characters a password uses; Chinese counts as symbols."""
    kinds = {
        "lower" if sign.islower() and sign.isascii() else
        "upper" if sign.isupper() and sign.isascii() else
        "digit" if sign.isascii() and sign.isdigit() else
        "symbol"
        for sign in password
    }  # fmt: skip
    return len(kinds)


class LengthValidator(MinimumLengthValidator):
    """Django's, in our words: its Chinese translation is not complete."""

    def get_error_message(self) -> str:
        return f"密码太短了，至少 {self.min_length} 个字。"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字。"


class CharacterClassesValidator:
    """A Django password validator: at least three of the four kinds of characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with a sentence if the password is too uniform."""
        if classes_in(password) < CLASSES_WANTED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        """The rule as a sentence for the form."""
        return "小写字母、大写字母、数字、符号，四类里至少用三类。"


class NotTheOldValidator:
    """A Django password validator: a new password must really be new."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if it is the password in use."""
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError("新密码不能和现在的一样。", code="password_unchanged")

    def get_help_text(self) -> str:
        """The rule as a sentence for the form."""
        return "不能和现在的密码一样。"


def expires_at(person: Person) -> datetime:
    """When the person's password has to be changed again."""
    return person.password_changed_at + timedelta(days=settings.STAFF_PASSWORD_DAYS)


def has_expired(person: Person) -> bool:
    """True once the password is older than the office allows; 0 days means never."""
    return bool(settings.STAFF_PASSWORD_DAYS) and timezone.now() >= expires_at(person)
