"""The guide for founders of cooperatives: citizens on one side, consultants on the other."""
