"""Random histories of a hall, and what must hold after every act of them."""
