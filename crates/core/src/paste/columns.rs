//! The columns of a pasted table, by the words of its first row.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A running number.
    Number,
    /// Names, or the names of those who speak.
    Name,
    /// Honorifics.
    Honorific,
    /// Posts.
    Post,
    /// Organisations.
    Organisation,
    /// Times, or first times.
    Time,
    /// Last times.
    End,
    /// What happens.
    Topic,
    /// Anything else.
    Other,
}

/// The words of a heading, in small letters.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Number, &["no", "no.", "#", "nr", "bil", "bil.", "s/n", "序号", "序號", "编号"]),
    (
        Column::Name,
        &[
            "name",
            "names",
            "full name",
            "participant",
            "speaker",
            "speakers",
            "presenter",
            "nama",
            "nama penuh",
            "peserta",
            "penceramah",
            "pembentang",
            "姓名",
            "名字",
            "讲者",
            "講者",
            "主讲人",
            "主講人",
            "发言人",
            "發言人",
        ],
    ),
    (Column::Honorific, &["honorific", "salutation", "gelaran", "称谓", "稱謂", "尊称"]),
    (
        Column::Post,
        &[
            "post",
            "position",
            "designation",
            "job title",
            "title",
            "role",
            "jawatan",
            "职务",
            "職務",
            "职位",
            "職位",
            "职称",
            "職稱",
        ],
    ),
    (
        Column::Organisation,
        &[
            "organisation",
            "organization",
            "affiliation",
            "institution",
            "company",
            "agency",
            "ministry",
            "organisasi",
            "agensi",
            "institusi",
            "syarikat",
            "jabatan",
            "kementerian",
            "单位",
            "單位",
            "机构",
            "機構",
            "公司",
            "工作单位",
        ],
    ),
    (Column::Time, &["time", "start", "from", "masa", "mula", "时间", "時間"]),
    (Column::End, &["end", "to", "until", "tamat", "结束", "結束"]),
    (
        Column::Topic,
        &[
            "programme",
            "program",
            "agenda",
            "session",
            "activity",
            "item",
            "topic",
            "subject",
            "acara",
            "aktiviti",
            "perkara",
            "tajuk",
            "topik",
            "内容",
            "內容",
            "议程",
            "議程",
            "题目",
            "題目",
            "环节",
            "環節",
        ],
    ),
];

/// Returns the columns if a row is the head of a table: if it names at least two, or one that says
/// what the table is about.
pub(super) fn columns(row: &[String]) -> Option<Vec<Column>> {
    let named: Vec<_> = row.iter().map(|cell| named(cell)).collect();
    let known = named.iter().filter(|column| **column != Column::Other).count();
    let is_telling =
        |column: &Column| matches!(column, Column::Name | Column::Time | Column::Topic);
    if known < 2 && !named.iter().any(is_telling) {
        return None;
    }
    // Beside a post, "Title" is what stands before a name.
    let posts = named.iter().filter(|column| **column == Column::Post).count();
    let is_title = |cell: &str| cell.trim().eq_ignore_ascii_case("title");
    let columns = named.into_iter().zip(row).map(|(column, cell)| match column {
        Column::Post if posts > 1 && is_title(cell) => Column::Honorific,
        column => column,
    });
    Some(columns.collect())
}

fn named(cell: &str) -> Column {
    let words = cell.trim().trim_end_matches([':', '：']).to_lowercase();
    let found = HEADINGS.iter().find(|(_, headings)| headings.contains(&words.as_str()));
    found.map_or(Column::Other, |(column, _)| *column)
}

/// Returns the first cell of a column that says something.
pub(super) fn cell(row: &[String], columns: &[Column], wanted: Column) -> Option<String> {
    let mut cells = columns.iter().zip(row).filter(|(column, _)| **column == wanted);
    cells.find(|(_, cell)| !cell.is_empty()).map(|(_, cell)| cell.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str) -> Vec<String> {
        cells.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn a_head_is_told_from_a_row() {
        use Column::{Honorific, Name, Number, Organisation, Other, Post, Time, Topic};
        assert_eq!(columns(&row("No.|Name|Post")), Some(vec![Number, Name, Post]));
        assert_eq!(columns(&row("Title|Name|Position")), Some(vec![Honorific, Name, Post]));
        assert_eq!(columns(&row("Name|Title")), Some(vec![Name, Post]));
        assert_eq!(columns(&row("Nama|Jawatan|E-mel")), Some(vec![Name, Post, Other]));
        assert_eq!(columns(&row("姓名|单位")), Some(vec![Name, Organisation]));
        assert_eq!(columns(&row("Masa|Acara")), Some(vec![Time, Topic]));
        assert_eq!(columns(&row("Siti Rahman|Director")), None);
        assert_eq!(columns(&row("Name")), Some(vec![Name]));
    }
}
