"""Which entry a sentence means, and which values it holds. Pure."""
