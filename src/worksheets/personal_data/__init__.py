"""What somebody typed by which a private person could be known, found and withheld from whoever is outside."""

from worksheets.personal_data.model import Kind, Withheld
from worksheets.personal_data.withholding import withhold, withhold_in_topic

__all__ = ["Kind", "Withheld", "withhold", "withhold_in_topic"]
