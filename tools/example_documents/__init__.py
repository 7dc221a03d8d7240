"""Writers of the example documents: one marked source in, a document and its labels out."""
