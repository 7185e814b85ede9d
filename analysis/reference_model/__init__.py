"""The model a second time, in slow and obvious NumPy: written from docs/model.md, to check the engine against.

Each rule is one function with the rule's name. `python analysis/reference_model NAME` runs it
beside the engine.
"""
