"""Floor 2: the workbooks people hold in their hands, and the reader that takes them back."""
