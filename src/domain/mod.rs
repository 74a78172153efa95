//! Participants, pairs, rounds, outcomes, and the rules they keep.
