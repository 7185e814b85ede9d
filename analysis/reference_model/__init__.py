"""The model a second time, in slow and obvious NumPy: written from docs/model.md, to check the engine against.

Each rule is one function with the rule's name. `python -m reference_model NAME` (from the folder analysis/) runs it
beside the engine.
"""
