"""The bank: checked questions by topic, from which worksheets are put together without a model."""
