"""The command line; its help costs no Django start-up."""
