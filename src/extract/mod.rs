//! Names, figures and quotations. Empty: each of them has a module of its own to come, and its fields in the index are kept free.
