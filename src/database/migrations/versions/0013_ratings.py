"""What teachers think of worksheets and questions."""

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    pass
