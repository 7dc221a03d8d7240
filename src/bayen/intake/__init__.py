"""Documents into passages, candidates and proposals that keep their character spans; no Django."""
