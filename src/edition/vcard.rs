//! The association's card, for address books (vCard 4.0, RFC 6350).

use crate::content::Site;

/// The card, in the first language of the site; its lines end as the standard asks, and are folded at 75 bytes.
pub(super) fn vcard(site: &Site, url: &str) -> String {
    let language = &site.languages[0];
    let (profile, contact) = (&site.profile, &site.contact);
    let address = &contact.address;
    let mut lines = vec![
        "BEGIN:VCARD".to_owned(),
        "VERSION:4.0".to_owned(),
        "KIND:org".to_owned(),
        format!("FN;LANGUAGE={}:{}", language.code, escaped(&profile.name.of(language).plain())),
        format!("ORG:{}", escaped(&profile.name.of(language).plain())),
        format!("NICKNAME:{}", escaped(profile.acronym.as_str())),
        format!(
            "ADR;TYPE=work:;;{};{};;{};{}",
            escaped(address.street.as_str()),
            escaped(address.city.as_str()),
            escaped(address.postal_code.as_str()),
            escaped(&address.country.of(language).plain()),
        ),
        format!("TEL;TYPE=\"work,voice\";VALUE=uri:tel:{}", contact.phone.digits()),
        format!("TEL;TYPE=\"work,fax\";VALUE=uri:tel:{}", contact.fax.digits()),
    ];
    lines.extend(contact.email.as_ref().map(|email| format!("EMAIL;TYPE=work:{}", escaped(email.as_str()))));
    lines.push(format!("TZ:{}", escaped(contact.time_zone.as_str())));
    lines.push(format!("URL:{url}"));
    lines.push("END:VCARD".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// Section 3.4: what would end a value or a part of it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Section 3.2: a line of more than 75 bytes goes on in the next one, after a space.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > 75 {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let line = format!("NOTE:{}", "é".repeat(60));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_separates_values_is_escaped_inside_of_one() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
