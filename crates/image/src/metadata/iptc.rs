//! The IPTC block: datasets of the Information Interchange Model (IIM 4.2).

use super::text::{caption, clean, date, decode, names};
use byline_core::model::Metadata;

/// The records for the encoding and for the description of the photo (IIM 4.2, chapters 5 and
/// 6).
const ENVELOPE: u8 = 1;
const APPLICATION: u8 = 2;

/// The first byte of every dataset.
const TAG: u8 = 0x1c;

/// Reads the block. Returns `None` if it contains no datasets.
pub(super) fn read(block: &[u8]) -> Option<Metadata> {
    let unpacked = unpack(block);
    let datasets = datasets(find(unpacked.as_deref().unwrap_or(block))?);
    let values = |record, number| {
        let is_wanted = move |set: &&Dataset| (set.record, set.number) == (record, number);
        datasets.iter().filter(is_wanted).map(|set| set.value)
    };
    // The encoding in dataset 1:90 is UTF-8 or, in practice, anything else.
    let is_utf8 = values(ENVELOPE, 90).any(|coding| coding == b"\x1b%G");
    let texts = |number| {
        values(APPLICATION, number).map(|value| if is_utf8 { utf8(value) } else { decode(value) })
    };
    let text = |number| texts(number).find_map(|text| clean(&text));
    Some(Metadata {
        caption: texts(120).find_map(|text| caption(&text)),
        creators: names(texts(80)),
        credit: text(110),
        copyright: text(116),
        source: text(115),
        date: texts(55).find_map(|text| date(&text)),
        ..Metadata::default()
    })
}

/// Decodes UTF-8. A value cut at its maximum length may end in an incomplete character.
fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace(char::REPLACEMENT_CHARACTER, "")
}

/// Returns the bytes of a profile that a program wrote into a PNG as text: a line with a name, a
/// line with the number of bytes, and the bytes in hexadecimal. `ImageMagick` invented this
/// form.
fn unpack(block: &[u8]) -> Option<Vec<u8>> {
    let mut lines = str::from_utf8(block).ok()?.trim().lines();
    let (_name, length) = (lines.next()?, lines.next()?.trim().parse().ok()?);
    let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = lines.flat_map(str::chars).map(digit).collect::<Option<_>>()?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).take(length).collect())
}

/// Returns the start of the datasets: here, or in a Photoshop image resource (Adobe Photoshop
/// File Formats Specification, Image Resource Blocks).
fn find(block: &[u8]) -> Option<&[u8]> {
    const IPTC: u16 = 0x0404;
    if block.first() == Some(&TAG) {
        return Some(block);
    }
    let mut rest = block.strip_prefix(b"Photoshop 3.0\0").unwrap_or(block);
    loop {
        let (id, after) = rest.strip_prefix(b"8BIM")?.split_first_chunk()?;
        // A name, preceded by its length, and then a value; both are padded to an even size.
        let name = usize::from(*after.first()?) + 1;
        let (size, value) = after.get(name.next_multiple_of(2)..)?.split_first_chunk()?;
        let size = usize::try_from(u32::from_be_bytes(*size)).ok()?;
        if u16::from_be_bytes(*id) == IPTC {
            return Some(value.get(..size).unwrap_or(value));
        }
        rest = value.get(size.checked_next_multiple_of(2)?..)?;
    }
}

/// A dataset: one value of a property.
struct Dataset<'a> {
    record: u8,
    number: u8,
    value: &'a [u8],
}

/// Returns the datasets before the first damaged one.
fn datasets(mut bytes: &[u8]) -> Vec<Dataset<'_>> {
    let mut datasets = Vec::new();
    while let Some((dataset, rest)) = split_dataset(bytes) {
        datasets.push(dataset);
        bytes = rest;
    }
    datasets
}

/// Splits off the first dataset (IIM 4.2, chapter 1.5).
fn split_dataset(bytes: &[u8]) -> Option<(Dataset<'_>, &[u8])> {
    const EXTENDED: u16 = 0x8000;
    let (&[tag, record, number, high, low], mut rest) = bytes.split_first_chunk()?;
    let mut length = usize::from(u16::from_be_bytes([high, low]));
    if length & usize::from(EXTENDED) != 0 {
        // In an extended dataset, this field is the length of the length.
        let (digits, after) = rest.split_at_checked(length & !usize::from(EXTENDED))?;
        length = digits.iter().try_fold(0_usize, |length, &digit| {
            length.checked_mul(256)?.checked_add(digit.into())
        })?;
        rest = after;
    }
    let (value, rest) = rest.split_at_checked(length)?;
    (tag == TAG).then_some((Dataset { record, number, value }, rest))
}

#[cfg(test)]
mod tests {
    use super::super::tests::break_up;
    use super::*;

    fn dataset(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        [&[TAG, record, number], &length[..], value].concat()
    }

    fn sample() -> Vec<u8> {
        [
            dataset(1, 90, b"\x1b%G"),
            dataset(2, 0, b"\0\x04"),
            dataset(2, 120, "Die Bühne\rbei Nacht".as_bytes()),
            dataset(2, 80, b"Ann Ash"),
            dataset(2, 80, b"Bo Berg"),
            dataset(2, 110, b"Ash/City"),
            dataset(2, 115, b"City Hall"),
            dataset(2, 116, "© Ann Ash".as_bytes()),
            dataset(2, 55, b"20241031"),
        ]
        .concat()
    }

    fn resources() -> Vec<u8> {
        let size = u32::try_from(sample().len()).unwrap().to_be_bytes();
        let other = b"8BIM\x03\xed\x03abc\0\0\0\x01x\0";
        [&other[..], b"8BIM\x04\x04\0\0", &size, &sample()].concat()
    }

    #[test]
    fn fields_are_read_from_datasets_and_from_resources() {
        let metadata = read(&sample()).unwrap();
        assert_eq!(metadata.caption.as_deref(), Some("Die Bühne bei Nacht"));
        assert_eq!(metadata.creators, ["Ann Ash", "Bo Berg"]);
        assert_eq!(metadata.credit.as_deref(), Some("Ash/City"));
        assert_eq!(metadata.source.as_deref(), Some("City Hall"));
        assert_eq!(metadata.copyright.as_deref(), Some("© Ann Ash"));
        assert_eq!(metadata.date, date("2024-10-31"));
        let segment = [&b"Photoshop 3.0\0"[..], &resources()].concat();
        let digits: Vec<_> = resources().iter().map(|byte| format!("{byte:02x}")).collect();
        let digits = digits.concat();
        let text = format!(
            "\nIPTC profile\n{:8}\n{}\n{}\n",
            resources().len(),
            &digits[..72],
            &digits[72..]
        );
        for block in [resources(), segment, text.into_bytes()] {
            assert_eq!(read(&block).as_ref(), Some(&metadata));
        }
    }

    #[test]
    fn text_is_in_the_coding_it_can_be() {
        let caption = |block: &[u8]| read(block).unwrap().caption.unwrap();
        assert_eq!(caption(&dataset(2, 120, b"B\xfchne")), "Bühne");
        assert_eq!(caption(&dataset(2, 120, "Bühne".as_bytes())), "Bühne");
        let cut = [dataset(1, 90, b"\x1b%G"), dataset(2, 120, b"Caf\xc3")].concat();
        assert_eq!(caption(&cut), "Caf");
    }

    #[test]
    fn long_datasets_tell_the_length_of_their_length() {
        let block = [&b"\x1c\x02\x78\x80\x03\0\0\x05Stage"[..], &dataset(2, 110, b"Ash")].concat();
        let metadata = read(&block).unwrap();
        assert_eq!(metadata.caption.as_deref(), Some("Stage"));
        assert_eq!(metadata.credit.as_deref(), Some("Ash"));
    }

    #[test]
    fn broken_blocks_do_no_harm() {
        break_up(&sample(), |bytes| drop(read(bytes)));
        break_up(&resources(), |bytes| drop(read(bytes)));
    }
}
