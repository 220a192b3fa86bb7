"""Tables → a verdict on their form (Frictionless), and findings on what they say (the rules of schemas/rules)."""

from flows.check.conform import conform
from flows.check.reconcile import Reconciled, reconcile

__all__ = ["Reconciled", "conform", "reconcile"]
