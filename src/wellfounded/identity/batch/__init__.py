"""The nightly batch: a whole register compared with itself, by Splink over our keys, weighed again pair by pair."""
