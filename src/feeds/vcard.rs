//! The association's card, for address books (vCard 3.0, RFC 2426: the version that all of them read).

use crate::content::Site;

/// The card, in the first language of the site; its lines end as the standard asks, and are folded at 75 bytes.
pub(crate) fn vcard(site: &Site, url: &str) -> String {
    let language = &site.languages[0];
    let (profile, contact) = (&site.profile, &site.contact);
    let address = &contact.address;
    let name = escaped(&profile.full_name(language));
    let [street, city, postal_code] =
        [&address.street, &address.city, &address.postal_code].map(|part| escaped(part.as_str()));
    let country = escaped(&address.country.of(language).plain());
    let acronym = escaped(profile.acronym.as_str());
    let voice = contact.phone.as_str();
    let fax = contact.fax.as_ref().map(|fax| format!("TEL;TYPE=WORK,FAX:{fax}\n")).unwrap_or_default();
    let email = contact.email.as_ref().map(|email| format!("EMAIL;TYPE=INTERNET:{}\n", escaped(email.as_str())));
    let email = email.unwrap_or_default();
    let networks = contact.networks.iter().flatten().map(|network| format!("URL:{}\n", *network.url));
    let networks: String = networks.collect();
    let time_zone = escaped(contact.time_zone.as_str());
    // `N` has the parts of a person's name; an organisation has one name, which stands in the part where address books look first.
    let card = format!(
        "BEGIN:VCARD\n\
         VERSION:3.0\n\
         N:{name};;;;\n\
         FN:{name}\n\
         ORG:{name}\n\
         NICKNAME:{acronym}\n\
         ADR;TYPE=WORK:;;{street};{city};;{postal_code};{country}\n\
         TEL;TYPE=WORK,VOICE:{voice}\n\
         {fax}\
         {email}\
         TZ;VALUE=text:{time_zone}\n\
         URL:{url}\n\
         {networks}\
         END:VCARD\n"
    );
    card.lines().map(folded).collect()
}

/// Escapes what would end a value or a part of it (sections 2.4.2 and 4).
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace(',', r"\,").replace(';', r"\;")
}

/// Folds a line of more than 75 bytes, which goes on in the next one after a space (section 2.6), and never within a character.
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
    folded + "\r\n"
}
