"""Search by meaning: vectors of texts, from models that an office may install (`wellfounded[semantic]`)."""
