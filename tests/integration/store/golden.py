"""A backup that the first version with backups made, of an office of nobody: it must open for ever."""

from pathlib import Path

BACKUP = Path(__file__).with_name("first.backup")
SHARES = (
    """heat pregnant academic acid award python charity easy blimp trend guilt
    discuss formal cause sunlight group seafood diploma domain therapy eraser improve
    afraid firefly coding loud chest hunting alcohol saver taught aspect modern""",
    """heat pregnant academic agency aluminum transfer mansion manager market decision custody
    sheriff staff often retailer custody beyond short vocal skunk gross sack
    railroad yelp luxury indicate lecture welfare adult profile rumor laundry regret""",
    """heat pregnant academic always acid album hospital source losing nervous tension
    rebound eyebrow software blind obesity surprise makeup relate random adjust mixture
    intend agency hairy tracks lawsuit course artist friar bumpy penalty elephant""",
)
KEEPER = "keeper"
ENTRIES = 6
