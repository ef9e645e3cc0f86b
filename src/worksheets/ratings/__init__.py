"""What teachers think of a worksheet and of its questions, in stars."""
