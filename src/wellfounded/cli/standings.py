"""What the words and numbers of two weighed records say, for whoever reads them for the first time."""

STANDINGS = (
    "Likely: much agrees besides the name. Possible: something besides the name agrees. Lead: little but the name "
    "agrees, or much speaks against it. Numbers (nats) say how much a thing speaks for one person (+) or for two (-), "
    "and are added up: 2.3 is ten times as likely, 4.6 a hundred times."
)
