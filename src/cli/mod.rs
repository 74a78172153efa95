//! The edge: argument types, one file per verb.
