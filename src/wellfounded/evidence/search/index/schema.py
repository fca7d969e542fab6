"""The tables of an index, the same in every database but for the type of a few columns."""

from __future__ import annotations


def tables(*, bytes_type: str, suffix: str = "") -> list[str]:
    """The statements that make the tables; `suffix` ends those whose rows are their key."""
    return [
        """CREATE TABLE IF NOT EXISTS evidence_documents (
            id BIGINT PRIMARY KEY, key TEXT NOT NULL UNIQUE, shelf TEXT NOT NULL, title TEXT NOT NULL,
            source TEXT NOT NULL, day TEXT NOT NULL, reliability TEXT NOT NULL)""",
        f"""CREATE TABLE IF NOT EXISTS evidence_labels (
            kind TEXT NOT NULL, value TEXT NOT NULL, owner BIGINT NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY (kind, value, owner)){suffix}""",
        "CREATE INDEX IF NOT EXISTS evidence_labels_owner ON evidence_labels (owner, kind)",
        # The passages of a shelf in a language, and their tokens, for the ranking.
        """CREATE TABLE IF NOT EXISTS evidence_groups (
            id INTEGER PRIMARY KEY, shelf TEXT NOT NULL, language TEXT NOT NULL, passages BIGINT NOT NULL,
            length BIGINT NOT NULL, UNIQUE (shelf, language))""",
        # Blocks come first: what is new is written at the end, side by side.
        f"""CREATE TABLE IF NOT EXISTS evidence_postings (
            block INTEGER NOT NULL, term TEXT NOT NULL, group_id INTEGER NOT NULL, postings {bytes_type} NOT NULL,
            PRIMARY KEY (block, term, group_id)){suffix}""",
        f"""CREATE TABLE IF NOT EXISTS evidence_passages (
            id BIGINT PRIMARY KEY, document BIGINT NOT NULL, group_id INTEGER NOT NULL, length INTEGER NOT NULL,
            number INTEGER NOT NULL, page INTEGER NOT NULL, paragraph TEXT NOT NULL, first BIGINT NOT NULL,
            last BIGINT NOT NULL, text_hash {bytes_type} NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS evidence_passages_document ON evidence_passages (document)",
        "CREATE INDEX IF NOT EXISTS evidence_passages_text ON evidence_passages (text_hash)",
        f"""CREATE TABLE IF NOT EXISTS evidence_texts (
            id BIGINT PRIMARY KEY, terms TEXT NOT NULL, text TEXT NOT NULL, places {bytes_type} NOT NULL)""",
        f"""CREATE TABLE IF NOT EXISTS evidence_vectors (
            model TEXT NOT NULL, text_hash {bytes_type} NOT NULL, vector {bytes_type} NOT NULL,
            PRIMARY KEY (model, text_hash)){suffix}""",
        # One row that tells whoever holds a copy of something that the index has changed.
        "CREATE TABLE IF NOT EXISTS evidence_state (id INTEGER PRIMARY KEY, version BIGINT NOT NULL)",
        "INSERT INTO evidence_state VALUES (1, 0) ON CONFLICT DO NOTHING",
    ]


def outdated() -> list[str]:
    """The statements that take out tables of earlier versions, which nothing reads any more."""
    return [f"DROP TABLE IF EXISTS evidence_{name}" for name in ("terms", "term_counts")]
