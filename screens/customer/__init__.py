"""The customer file: record, analysis and operations of one customer, masked."""
