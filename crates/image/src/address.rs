//! `data:` addresses, which hold a file (RFC 2397).

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use data_url::DataUrl;

use crate::format::is_png;

/// Returns the address of a file of some media type.
pub(crate) fn address(kind: &str, file: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(file))
}

/// Returns the address of a PNG or JPEG file.
pub(crate) fn picture_address(file: &[u8]) -> String {
    address(if is_png(file) { "image/png" } else { "image/jpeg" }, file)
}

/// Returns the file that an address holds. Returns `None` if it is no such address, and an empty
/// file if it is damaged.
pub(crate) fn file_at(address: &str) -> Option<Vec<u8>> {
    let url = DataUrl::process(address).ok()?;
    Some(url.decode_to_vec().map(|(file, _)| file).unwrap_or_default())
}
