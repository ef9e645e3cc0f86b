"""Other wordings of a stored topic: learned from a judge or from teachers, or told by a catalogue."""
