//! The programme folder becomes a programme and back.
