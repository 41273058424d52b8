"""The sets that may be trained on, each read as examples without negatives of its own making."""
