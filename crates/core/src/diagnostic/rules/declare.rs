//! The macro that declares rules.

/// Declares rules, each as an associated constant of [`Code`](crate::diagnostic::Code).
macro_rules! rules {
    ($($constant:ident: $name:literal, $level:ident, $fault:ident {
        meaning: $meaning:literal,
        $($field:ident: $value:expr,)*
    })*) => {
        use crate::diagnostic::rule::{Code, Fault, Level, Rule};

        impl Code {
            $(
                #[doc = $meaning]
                pub const $constant: Self = Self::new(&Rule {
                    name: $name,
                    level: Level::$level,
                    fault: Fault::$fault,
                    meaning: $meaning,
                    $($field: $value,)*
                    ..Rule::BLANK
                });
            )*
        }

        /// The codes of all rules in this file.
        pub(super) const CODES: &[Code] = &[$(Code::$constant),*];

        #[cfg(test)]
        mod tests {
            use super::Code;

            #[test]
            fn constants_are_named_for_their_codes() {
                for (constant, code) in [$((stringify!($constant), Code::$constant)),*] {
                    assert_eq!(constant.to_lowercase().replace('_', "-"), code.name());
                }
            }
        }
    };
}
pub(super) use rules;
