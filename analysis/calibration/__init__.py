"""The calibration of the shipped model against published figures (docs/calibration.md)."""
