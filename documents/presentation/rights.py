"""Names of rights statements, by address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

# The statements of rightsstatements.org and the name each is known by.
_RIGHTS = {
    "InC": gettext_lazy("In copyright"),
    "InC-OW-EU": gettext_lazy("In copyright – EU orphan work"),
    "InC-EDU": gettext_lazy("In copyright – educational use permitted"),
    "InC-NC": gettext_lazy("In copyright – non-commercial use permitted"),
    "InC-RUU": gettext_lazy("In copyright – rights-holder not found"),
    "NoC-CR": gettext_lazy("No copyright – contractual restrictions"),
    "NoC-NC": gettext_lazy("No copyright – non-commercial use only"),
    "NoC-OKLR": gettext_lazy("No copyright – other known legal restrictions"),
    "NoC-US": gettext_lazy("No copyright – United States"),
    "CNE": gettext_lazy("Copyright not evaluated"),
    "UND": gettext_lazy("Copyright undetermined"),
    "NKC": gettext_lazy("No known copyright"),
}


def name_rights(uri: str) -> str:
    """The name of a rights statement; the address itself for an unknown one."""
    code = uri.rstrip("/").split("/")[-2] if uri.count("/") > 4 else ""
    return str(_RIGHTS[code]) if code in _RIGHTS else uri
