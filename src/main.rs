//! The `oordeel` program; everything it does is in the library.

fn main() -> std::process::ExitCode {
    oordeel::cli::main()
}
