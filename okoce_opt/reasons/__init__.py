"""Why there is no plan, what would help, and what each way out costs."""
