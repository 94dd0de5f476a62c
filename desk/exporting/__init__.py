"""Lists as files for a spreadsheet: CSV and XLSX."""
