"""A case file of the law core, plain or sealed with a passphrase: the case as plain data, or every problem it has.

The seal is opened here as well: the office itself reads neither a hostile seal nor what lies in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from wellfounded.law.case_reader import case_from
from wellfounded.law.case_writer import case_as_data
from wellfounded.law.document import document_from
from wellfounded.law.errors import InputError
from wellfounded.law.library import load_library
from wellfounded.vault.errors import VaultError
from wellfounded.vault.parsers import Product, TooBig
from wellfounded.vault.sealed import is_sealed, open_sealed

MOST_PROBLEMS = 1000  # whoever mended these finds the rest


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """`case` in the format of the file, or `problems`, or `seal`: the code of why it does not open."""
    if len(payload) > options["most"]:
        raise TooBig
    try:
        content = open_sealed(payload, options["passphrase"]) if is_sealed(payload) else payload
    except VaultError as refused:
        return Product({"seal": refused.code})
    try:
        case = case_from(document_from(content), load_library())
    except InputError as wrong:
        return Product({"problems": [asdict(problem) for problem in wrong.problems[:MOST_PROBLEMS]]})
    return Product({"case": json.loads(json.dumps(case_as_data(case), default=date.isoformat))})
