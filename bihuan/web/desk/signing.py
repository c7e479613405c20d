"""The way in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password; the same answer whether the name or the password was wrong."""

    error_messages = {
        "invalid_login": _("用户名或密码不对，请核对后重试。"),
        "inactive": _("用户名或密码不对，请核对后重试。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")
        self.fields["username"].widget.attrs["autocapitalize"] = "none"
        assert isinstance(self.fields["password"], forms.CharField)


class SignIn(LoginView):
    """Who is signed in already goes to the workbench."""

    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
