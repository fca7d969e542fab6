"""The spec examples under `tests/spec`: reading them, making cases of them, finding what the law says of them."""
