"""Moving in from WordPress: its exports read, converted, written and checked."""
