"""Who works here: users, the roles they hold, and the office."""
