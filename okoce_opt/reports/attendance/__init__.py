"""The attendance sheet (*daftar hadir*), which is the plan: written, and read back."""
