"""What a notebook shows of a plan: frames, tables in HTML, pictures, the live line."""
