//! Codes the sentences of an evaluation: one `Evaluation` and a codebook in, `Coding`s out.
