//! The kinds of values that are TOML's own: what may be left out, lists, booleans, counts, one of a few words.

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Context, FromToml};
use super::language::Direction;
use super::schema::Schema;
use crate::diagnostic::{Place, Problem};

impl<T: FromToml> FromToml for Option<T> {
    fn schema() -> Schema {
        T::schema()
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        T::read(key, value, context).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// A list of at least one thing.
impl<T: FromToml> FromToml for Vec<T> {
    fn schema() -> Schema {
        Schema::List(Box::new(T::schema()))
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            let is_of_groups = matches!(T::schema(), Schema::Table { .. });
            return context.wrong(key, if is_of_groups { "groups" } else { "list" }, value);
        };
        if items.is_empty() {
            return context.refuse(value.span(), Problem::ListEmpty { key: key.into() });
        }
        let read = |item: &Spanned<DeValue<'_>>| {
            T::read(key, item, context).or_else(|| T::stand_in(context, &context.place(item.span())))
        };
        // All of them are read, also after one that is wrong.
        let read: Vec<_> = items.iter().map(read).collect();
        read.into_iter().collect()
    }

    fn stand_in(context: &Context<'_>, place: &Place) -> Option<Self> {
        Some(vec![T::stand_in(context, place)?])
    }
}

impl FromToml for bool {
    fn schema() -> Schema {
        Schema::Boolean
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => context.wrong(key, "boolean", value),
        }
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Some(false)
    }
}

/// The largest count of things that a site speaks of.
const MOST_THINGS: i64 = 100_000;

/// A count of things.
impl FromToml for u32 {
    fn schema() -> Schema {
        Schema::Integer(1, MOST_THINGS)
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let number = context.integer(key, value, &Self::schema())?;
        let count = Self::try_from(number).ok().filter(|_| (1..=MOST_THINGS).contains(&number));
        count.or_else(|| context.outside(key, value, 1, MOST_THINGS))
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Some(1)
    }
}

/// One of a few words.
pub trait Choice: Copy + 'static {
    /// Each word, with what it means.
    const CHOICES: &'static [(&'static str, Self)];
}

impl<T: Choice> FromToml for T {
    fn schema() -> Schema {
        Schema::OneOf(T::CHOICES.iter().map(|(word, _)| *word).collect())
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        if let DeValue::Boolean(is_on) = value.get_ref() {
            // `false` is how programs say the French `non`.
            let word = T::CHOICES.iter().map(|(word, _)| *word).find(|word| !is_on && *word == "non");
            return context.wrong_type(key, "text", value, word.unwrap_or("…").to_owned(), "");
        }
        let text = context.text(key, value)?;
        if let Some((_, meant)) = T::CHOICES.iter().find(|(word, _)| *word == text) {
            return Some(*meant);
        }
        let known = T::CHOICES.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        context.refuse(value.span(), Problem::NotOneOf { key: key.into(), value: text.into(), known })
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        T::CHOICES.first().map(|(_, meant)| *meant)
    }
}

impl Choice for Direction {
    const CHOICES: &'static [(&'static str, Self)] = &[("ltr", Self::LeftToRight), ("rtl", Self::RightToLeft)];
}
