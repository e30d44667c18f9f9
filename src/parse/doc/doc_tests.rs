//! Small old Word files in; their blocks out.
