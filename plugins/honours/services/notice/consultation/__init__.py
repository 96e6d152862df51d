"""The industry consultation beside the public notice (award/12): experts chosen, asked, heard, and ruled on."""
