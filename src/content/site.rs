//! The site as editors wrote it: one record a file, valid once it is read.

use jiff::tz::TimeZone;

use super::absence::Absences;
use super::dates::{Date, YearCount};
use super::from_toml::records;
use super::language::{Direction, Language};
use super::look::Look;
use super::partial_date::{PartialDate, Year};
use super::percent::Percent;
use super::text::{Line, Passage, Translated};
use super::value::{
    Anchor, At, Conformity, ContactUri, CountryCode, Email, FormerPath, HttpsUrl, LanguageCode, Name, Phone, Slug, Url,
};
use super::variables::{Fact, Variables, VariablesByName, resolved, variables};
use crate::base_url::BaseUrl;

/// Everything that the site says.
#[derive(Clone, Debug)]
pub struct Site {
    /// The languages, in the site's order.
    pub languages: Vec<Language>,
    /// `site.toml`.
    pub settings: Settings,
    /// `profile.toml`.
    pub profile: Profile,
    /// `timeline.toml`.
    pub timeline: Timeline,
    /// `vision.toml`.
    pub vision: Vision,
    /// `objectives.toml`.
    pub objectives: Objectives,
    /// `projects.toml`.
    pub projects: Projects,
    /// `contact.toml`.
    pub contact: Contact,
    /// `legal.toml`.
    pub legal: LegalFacts,
    /// The free pages by their keys: `pages/privacy.toml` is `privacy`.
    pub pages: Vec<(String, FreePage)>,
    /// What of it visitors do not get at the moment that it is for; nothing until `Site::at`.
    pub absences: Absences,
}

records! {
    /// `site.toml`: the languages, and the pages that the program composes.
    pub struct Settings {
        /// The year that the site's facts are true for.
        pub as_of: Year,
        /// The site's public address, where the association gave it.
        pub base_url: Option<BaseUrl>,
        /// The pages of the main navigation by their names, in its order; where it is not said, those that the program composes.
        pub menu: Option<Vec<At<Name>>>,
        /// The pages that the foot of every page links, by their names, in its order.
        pub footer: Option<Vec<At<Name>>>,
        /// The time zone whose days the site goes by, as the tz database names it; that of `contact.toml` where it is not said.
        pub time_zone: Option<TimeZone>,
        /// The logo and the colours, where they are not the program's own.
        pub look: Option<Look>,
        /// The languages, in the order of the language switch.
        pub languages: Vec<LanguageEntry>,
        /// The home page.
        pub home: HomeHead,
        /// The site map.
        pub site_map: PageHead,
        /// The whole site on one page.
        pub dossier: PageHead,
        /// What every page says for some days.
        pub notice: Option<Notice>,
    }

    /// What every page says near its top, for some days.
    pub struct Notice {
        /// Its words.
        pub text: Translated<Line>,
        /// The first day on which it is there; at once where it is not said.
        pub from: Option<At<Date>>,
        /// The last day on which it is there.
        pub until: At<Date>,
    }

    /// A language as `site.toml` lists it.
    pub struct LanguageEntry {
        /// Its code (BCP 47).
        pub code: LanguageCode,
        /// Its name, in itself.
        pub name: Name,
        /// Its locale for Open Graph, with its territory.
        pub locale: Name,
        /// The direction of its script; from left to right where it is not said.
        pub direction: Option<Direction>,
        /// Whether it is still being translated: its pages are not published.
        pub draft: Option<bool>,
    }

    /// The head of the home page, whose address is that of its language.
    pub struct HomeHead {
        /// The page's title.
        pub title: Translated<Line>,
        /// Its name in the navigation.
        pub label: Translated<Line>,
        /// Its description, for search engines and shared links.
        pub description: Translated<Line>,
    }

    /// The head of a page.
    pub struct PageHead {
        /// The last part of its address.
        pub slug: Translated<At<Slug>>,
        /// Slugs that it had before, or whole paths such as `equipe/bureau` where it stood elsewhere: they lead here.
        pub former_slugs: Option<Translated<Option<Vec<At<FormerPath>>>>>,
        /// Addresses right below the site's root that lead here too, in the first language: `/accessibilite`.
        pub shortcuts: Option<Vec<At<Slug>>>,
        /// The page's title.
        pub title: Translated<Line>,
        /// Its name in the navigation, where the title is too long for it.
        pub label: Option<Translated<Line>>,
        /// Its description, for search engines and shared links.
        pub description: Translated<Line>,
        /// Its first words, set larger.
        pub lede: Option<Translated<Line>>,
    }

    /// A sentence, or a few, that can be cited by its anchor.
    pub struct Sentence {
        /// Its anchor, the same in every language.
        pub id: At<Anchor>,
        /// Its words.
        pub text: Translated<Line>,
        /// Whether the page sets it larger.
        pub hinge: Option<At<bool>>,
    }

    /// `profile.toml`: who the association is.
    pub struct Profile {
        /// Its acronym.
        pub acronym: Name,
        /// Its name in full, in the lines of a poster.
        pub name: Translated<Vec<Line>>,
        /// The year of its foundation.
        pub founded: At<Year>,
        /// The sentence of the home page.
        pub motto: Translated<Line>,
        /// The page « L'association ».
        pub page: PageHead,
        /// Its members.
        pub membership: Membership,
        /// Its presentation.
        pub sentences: Vec<Sentence>,
        /// What its president says of it; nothing where there is none for now.
        pub quotation: Option<Quotation>,
    }

    /// A quotation, and who said it.
    pub struct Quotation {
        /// The person's name.
        pub person: Name,
        /// The person's offices.
        pub roles: Translated<Vec<Line>>,
        /// The year in which the person held them.
        pub as_of: At<Year>,
        /// The year in which the person took them up.
        pub from: Option<At<Year>>,
        /// The year in which the person gave them up.
        pub until: Option<At<Year>>,
        /// The words.
        pub sentences: Vec<Sentence>,
    }

    /// `timeline.toml`: the association's history.
    pub struct Timeline {
        /// The page « Histoire ».
        pub page: PageHead,
        /// The events, in the order of their dates; a year may have several.
        pub events: Vec<Event>,
    }

    /// What happened.
    pub struct Event any(year, date) any(sentences, text) {
        /// The year, where no more is known.
        pub year: Option<At<Year>>,
        /// The date, as far as it is known: "2013", "2013-05" or "2013-05-12".
        pub date: Option<At<PartialDate>>,
        /// The end, if it lasted, written as the date is.
        pub end: Option<At<PartialDate>>,
        /// How many years it was announced to last.
        pub duration_years: Option<YearCount>,
        /// What happened, in sentences that can be cited.
        pub sentences: Option<Vec<Sentence>>,
        /// What happened, in paragraphs, lists and pictures.
        pub text: Option<Translated<Passage>>,
    }

    /// `vision.toml`: the vision, and the head of its page.
    pub struct Vision {
        /// The chapter's title.
        pub title: Translated<Line>,
        /// The chapter's anchor.
        pub anchor: Translated<At<Anchor>>,
        /// The page « Vision et objectifs ».
        pub page: PageHead,
        /// The text.
        pub sentences: Vec<Sentence>,
    }

    /// `objectives.toml`: the main objectives.
    pub struct Objectives {
        /// The chapter's title.
        pub title: Translated<Line>,
        /// The chapter's anchor.
        pub anchor: Translated<At<Anchor>>,
        /// What comes first.
        pub opening: Vec<Sentence>,
        /// The beginning of the sentence of the objectives.
        pub lead: Sentence,
        /// The members of that sentence, an objective each.
        pub members: Vec<Sentence>,
        /// What comes last.
        pub closing: Vec<Sentence>,
    }

    /// `projects.toml`: the key projects.
    pub struct Projects {
        /// The page « Projets clés ».
        pub page: PageHead,
        /// The text.
        pub sentences: Vec<Sentence>,
        /// Partners, whose logos the page shows.
        pub partners: Option<Vec<Partner>>,
    }

    /// A partner and its logo.
    pub struct Partner {
        /// Its name, for those who do not see its logo.
        pub name: Translated<Line>,
        /// Its logo, by its name in the folder `static`.
        pub logo: At<Name>,
        /// Its own site.
        pub url: Option<Url>,
    }

    /// `contact.toml`: where the association is.
    pub struct Contact {
        /// Its telephone.
        pub phone: At<Phone>,
        /// Its fax, if it has one.
        pub fax: Option<At<Phone>>,
        /// Its e-mail address.
        pub email: Option<At<Email>>,
        /// Its time zone, as the tz database names it.
        pub time_zone: At<Name>,
        /// A map of the place, outside of the site.
        pub map: Option<At<Url>>,
        /// Its pages in social networks, in the order in which they are shown.
        pub networks: Option<Vec<SocialNetwork>>,
        /// The page « Contact ».
        pub page: PageHead,
        /// Its postal address.
        pub address: Address,
    }

    /// A page of the association in a social network.
    pub struct SocialNetwork {
        /// Its address.
        pub url: At<HttpsUrl>,
        /// The network's name, where its address does not tell it.
        pub name: Option<Name>,
    }

    /// A postal address.
    pub struct Address {
        /// The number and the street.
        pub street: At<Name>,
        /// The postal code.
        pub postal_code: At<Name>,
        /// The city.
        pub city: Name,
        /// The country's code.
        pub country_code: CountryCode,
        /// The country's name.
        pub country: Translated<Line>,
    }

    /// A free page, which editors add to `content/pages`.
    pub struct FreePage {
        /// True if the foot of every page names it also where it stands under another, or in a site of more than twelve free pages; it
        /// names twelve at most.
        pub footer: Option<bool>,
        /// The name of the page that it stands under; where it is not said, it stands at the top.
        pub parent: Option<At<Name>>,
        /// The languages that it is in for now; where it is not said, all of the site's.
        pub languages: Option<Vec<LanguageCode>>,
        /// True as long as it is being written: only the preview shows it.
        pub draft: Option<bool>,
        /// The first day on which it is there.
        pub publish_from: Option<At<Date>>,
        /// The last day on which it is there.
        pub publish_until: Option<At<Date>>,
        /// Its head.
        pub page: PageHead,
        /// Its sections.
        pub sections: Vec<Section>,
    }

    /// A part of a free page under a title.
    pub struct Section {
        /// Its anchor.
        pub anchor: Translated<At<Anchor>>,
        /// Its title.
        pub title: Translated<Line>,
        /// Its text.
        pub text: Translated<Passage>,
    }
}

variables! {
    /// The members and their countries, in one year.
    pub struct Membership {
        /// How many members there are.
        pub members: At<u32>,
        /// In how many countries.
        pub countries: At<u32>,
        /// In which year.
        pub as_of: Year,
    }

    /// `legal.toml`: what the law or a norm asks for.
    pub struct LegalFacts {
        /// The legal notice's facts.
        pub legal: Legal,
        /// The privacy page's facts.
        pub privacy: Privacy,
        /// The accessibility statement's facts.
        pub accessibility: Accessibility,
        /// What `security.txt` says.
        pub security: Security,
        /// Copyright.
        pub rights: Rights,
        /// Ecodesign.
        pub ecodesign: Ecodesign,
    }

    /// Who publishes (LCEN, article 1-1).
    pub struct Legal {
        /// The publication director.
        pub publication_director: Option<Name>,
        /// The editor-in-chief.
        pub editor_in_chief: Option<Name>,
        /// The registered seat.
        pub registered_seat: Option<Name>,
        /// The number in the national register of associations.
        pub rna: Option<At<Name>>,
        /// The SIRET number.
        pub siret: Option<At<Name>>,
        /// The host.
        pub host: Host,
    }

    /// Who hosts (LCEN, article 1-1).
    pub struct Host {
        /// Its name.
        pub name: Option<Name>,
        /// Its address.
        pub address: Option<Name>,
        /// Its telephone.
        pub phone: Option<Phone>,
    }

    /// Who answers for personal data (GDPR, article 13).
    pub struct Privacy {
        /// The controller.
        pub controller: Option<Name>,
        /// The data protection officer, or a contact.
        pub dpo: Option<Name>,
        /// For how many days the host keeps its log.
        pub log_retention_days: Option<u32>,
        /// The legal basis of that log.
        pub legal_basis: Option<Translated<Line>>,
    }

    /// The accessibility statement (RGAA 4.1.2).
    pub struct Accessibility {
        /// The state of conformity.
        pub status: At<Conformity>,
        /// When the statement was established.
        pub established: Option<Date>,
        /// When it was updated.
        pub updated: Option<Date>,
        /// The plan of several years.
        pub multiyear_plan_url: Option<Url>,
        /// The year's plan.
        pub annual_plan_url: Option<Url>,
        /// What the audit found.
        pub non_conformities: Option<Translated<Line>>,
        /// Contents for which a disproportionate burden is invoked.
        pub derogations: Option<Translated<Line>>,
        /// Contents that the law exempts.
        pub exempt: Option<Translated<Line>>,
        /// The site's technologies.
        pub technologies: Option<Translated<Line>>,
        /// Browsers and assistive technologies used by the audit.
        pub test_environments: Option<Translated<Line>>,
        /// Tools used by the audit.
        pub tools: Option<Translated<Line>>,
        /// Pages examined by the audit.
        pub pages_audited: Option<Translated<Line>>,
        /// The audit.
        pub audit: Audit,
    }

    /// An audit of accessibility.
    pub struct Audit {
        /// Who made it.
        pub by: Option<Translated<Line>>,
        /// When.
        pub date: Option<Date>,
        /// The share of criteria that are met, in per cent.
        pub rate: Option<Percent>,
    }

    /// What `security.txt` says (RFC 9116).
    pub struct Security {
        /// Where to report a vulnerability.
        pub contact: Option<ContactUri>,
        /// Until when that holds.
        pub expires: Option<At<Date>>,
    }

    /// Copyright.
    pub struct Rights {
        /// The texts' licence.
        pub licence: Option<Translated<Line>>,
        /// Who is to be named.
        pub credits: Option<Translated<Line>>,
    }

    /// Ecodesign (RGESN).
    pub struct Ecodesign {
        /// Who is in charge of it.
        pub person: Option<Name>,
        /// The hosting.
        pub hosting: Option<Translated<Line>>,
        /// The unit of measure.
        pub unit: Option<Translated<Line>>,
    }
}

impl Profile {
    /// Its name in full, on a single line.
    pub fn full_name(&self, language: &Language) -> String {
        self.name.of(language).iter().map(Line::plain).collect::<Vec<_>>().join(" ")
    }
}

impl Address {
    /// « 9 rue des Halles, 75001 Paris, France », as the interface of this language names the country.
    pub fn on_one_line(&self, language: &Language) -> String {
        format!("{}, {} {}, {}", self.street, self.postal_code, self.city, self.country.of(language).plain())
    }
}

impl LanguageEntry {
    /// The language, at this place of the site's list.
    pub(super) fn language(&self, index: usize) -> Language {
        Language {
            index,
            code: self.code.as_str().into(),
            name: self.name.as_str().into(),
            direction: self.direction.unwrap_or_default(),
            locale: self.locale.as_str().into(),
            is_draft: self.is_draft(),
        }
    }

    /// Whether the language is still being translated.
    pub(super) fn is_draft(&self) -> bool {
        self.draft == Some(true)
    }
}

impl Site {
    /// The facts that texts can name, in one language.
    pub(crate) fn variables(&self, language: &Language) -> VariablesByName {
        let mut variables = VariablesByName::new();
        let (profile, contact) = (&self.profile, &self.contact);
        let mut add = |name: &str, value: &dyn Variables| value.add(name, language, &mut variables);
        add("site.name", &profile.full_name(language));
        add("site.acronym", &profile.acronym);
        add("profile.founded", &profile.founded);
        add("membership", &profile.membership);
        add("contact.phone", &contact.phone);
        add("contact.fax", &contact.fax);
        add("contact.email", &contact.email);
        add("contact.address", &contact.address.on_one_line(language));
        add("site.base_url", &self.settings.base_url);
        add("", &self.legal);
        add("accessibility.status_words", &self.legal.accessibility.status);
        let events = u32::try_from(self.timeline.events.len()).unwrap_or(u32::MAX);
        variables.insert("timeline.events".to_owned(), Some(Fact::Count(events)));
        resolved(variables)
    }
}
