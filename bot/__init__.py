"""협동톡: a guide for citizens of Daejeon who found a cooperative, and a desk for those who help them."""

__version__ = "0.1.0"
