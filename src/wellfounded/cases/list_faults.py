"""Why a file is no list of people, in the language of the screen: the core gives stable words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

FAULTS = {
    "empty": gettext_lazy("The file is empty. Choose the file with the list."),
    "protected": gettext_lazy(
        "This is a workbook with a passphrase on it, or of an Excel before 2007. Take the protection off, and save it "
        "as XLSX or as CSV UTF-8."
    ),
    "packed": gettext_lazy("This file is packed. Unpack it, and give what is in it."),
    "json_list": gettext_lazy("This is a JSON list. Export it with one JSON object a line, not as one JSON list."),
    "utf16": gettext_lazy("This is a table in UTF-16. Save it as CSV UTF-8."),
    "no_list": gettext_lazy("This is no list that can be read. Save it as CSV UTF-8 or XLSX."),
    "not_utf8": gettext_lazy("The file is not in UTF-8 (byte %(value)s). Save it as CSV UTF-8."),
    "export_not_utf8": gettext_lazy("The file is not in UTF-8 (byte %(value)s). Export it again."),
    "breaks_off": gettext_lazy(
        "The table breaks off after line %(value)s. Look there for a quotation mark without its partner, and save it "
        "as CSV again."
    ),
    "no_workbook": gettext_lazy("This is no workbook that can be read. Save it as XLSX again."),
    "no_names": gettext_lazy("No column holds names. Head the columns by these words: %(value)s."),
    "dtd": gettext_lazy("The XML declares entities or a DTD of its own. Fetch the list from its publisher."),
    "broken_xml": gettext_lazy("The XML is broken: %(value)s. Fetch the list again."),
    "unknown_xml": gettext_lazy(
        "A list that begins with <%(value)s> is not known. Known are the consolidated list of the United Nations and "
        "OFAC's sdn.xml."
    ),
    "no_entities": gettext_lazy("No line is an entity. A line is one JSON object with id, schema and properties."),
}


def list_fault(told: Mapping[str, Any]) -> str:
    """The sentence for what the guarded reader told; a word that is not known here stands in its own language."""
    if (sentence := FAULTS.get(str(told.get("code")))) is None:
        return f"{told['message']} {told['mend']}"
    return sentence % {"value": told.get("value", "")}
