//! A limit on the size of files, as `ulimit -f` sets it: a write beyond it fails, as on a full
//! disk, and does not end byline.

/// Lets writes beyond the limit fail. By default, the system ends the process, which leaves a
/// temporary file behind and loses the build state.
#[cfg(unix)]
pub(crate) fn let_writes_fail() {
    use signal_hook::consts::SIGXFSZ;
    // The handler only sets a flag. Without it, the system would end the process.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
}

/// Other systems have no such signal.
#[cfg(not(unix))]
pub(crate) fn let_writes_fail() {}
