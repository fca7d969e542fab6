"""Where people come from: provinces, cities and counties of North Korea, in every script in which they are written."""
