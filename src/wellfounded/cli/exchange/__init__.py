"""The commands of an exchange between organisations."""
