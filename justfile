# The commands that people use; `just` lists them. CI runs the same recipes.

# The tools that tests/install-tools fetches come before those of the system.
export PATH := justfile_directory() / "target/check-tools/bin:" + env("PATH")

[private]
default:
    @just --list --unsorted

# Build byline without optimisation
build:
    cargo build --locked

# Run the tests, all or those of one file: just test builds
test file="": tools
    cargo test --locked {{ if file == "" { "" } else { "--test " + file } }}

# Format the sources
fmt:
    cargo fmt --all

# Check formatting, spelling, dependencies, lints and documentation
lint: fmt-check typos deny clippy doc

# Check the formatting
fmt-check:
    cargo fmt --all --check

# Check the spelling, which is British
typos: tools
    typos

# Check the licences, versions and sources of the dependencies
deny: tools
    cargo deny --locked --workspace check --deny warnings bans licenses sources

# Look for security advisories; needs their database on the network, so CI leaves it out
advisories: tools
    cargo deny --locked --workspace check advisories

# Check all code with clippy
clippy:
    cargo clippy --locked --workspace --all-targets -- --deny warnings

# Build the documentation of the source; a broken link is an error
doc:
    RUSTDOCFLAGS="--deny warnings" cargo doc --locked --workspace --no-deps --document-private-items

# Store the pages, references and outputs that tests compare with, as they are now
bless: tools
    cargo run --locked -- templates test --update
    UPDATE=1 cargo test --locked --test reference --test templates
    TRYCMD=overwrite cargo test --locked --test commands
    git status --short

# Run the benchmarks, all or one: just bench photos
bench name="":
    cargo bench --locked {{ if name == "" { "" } else { "--bench " + name } }}

# Fuzz one kind of file, guided by coverage: just fuzz png 600
fuzz harness seconds:
    tools/fuzz {{ harness }} {{ seconds }}

# Make the archive for users: binary, completions, manual pages, licences
dist:
    tools/dist

# Record a profile for `just dist`: the program then takes 0.85 of the time
profile:
    tools/profile

# Install what the tests and the checks need
tools:
    @tests/install-tools

# Run what CI runs
ci:
    .ci/run
