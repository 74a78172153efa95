//! The engine: costs in, mates out.
