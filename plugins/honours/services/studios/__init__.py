"""The register of studios and the studios' files (model-studio/9, /14, /20, employee-studio/6, /8, /11, /12)."""
