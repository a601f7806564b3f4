"""Sample bases: two years of a made-up company, and the small one behind the screenshots."""
