"""XLSX and XLS bytes -> one page for each visible sheet, as a spreadsheet program shows it."""
