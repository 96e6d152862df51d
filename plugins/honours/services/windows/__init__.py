"""What a changed holiday table does to windows that run (award/10, award/12, model-studio/9, employee-studio/6)."""
