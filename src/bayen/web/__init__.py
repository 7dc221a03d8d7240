"""Pages and partials: each view asks may I, does one action or read, and renders."""
