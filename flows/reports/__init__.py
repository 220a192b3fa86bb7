"""What people read of checked tables: checklists of findings, and the evidence of an amount."""
