"""The claim from registration to a reviewed, signed decision: states, permissions, one verb a file in actions/."""
