"""The annual report as a Word document in the form of the Party, and as a PDF."""
