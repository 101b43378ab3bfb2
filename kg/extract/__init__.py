"""Doc to Claim: what is said, by whom, and how firmly, in the sentence's own words."""
