"""What makes the tables of the identity core again from open packages."""
