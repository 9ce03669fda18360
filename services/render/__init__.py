"""Text measuring, layout, pagination; PDF and XLSX."""
