"""The engine against theory: scripted worlds whose outcome is known in closed form or as an exact distribution.

``python analysis/verification/run.py`` runs every check and draws it; docs/verification.md says what each is worth.
"""
