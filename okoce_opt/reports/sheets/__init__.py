"""The other sheets, one file each: its title, its writer, its comparer."""
