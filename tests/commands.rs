//! What byline says, case by case: each file in `tests/cmd` holds commands and what
//! they print. `TRYCMD=overwrite cargo test` writes down what they print now.

#[test]
fn commands_print_what_is_written_down() {
    trycmd::TestCases::new()
        .default_bin_name("byline")
        .register_bin("byline", std::path::Path::new(env!("CARGO_BIN_EXE_byline")))
        .case("tests/cmd/*.trycmd");
}
