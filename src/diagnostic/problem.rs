//! Everything that can be wrong with a site, by name.

/// Declares [`Problem`] and the Fluent message that says each in the editor's language.
macro_rules! problems {
    ($( $(#[$doc:meta])* $name:ident { $($field:ident),* } = $id:literal, )+) => {
        /// What is wrong. Each has a Fluent message of the same name with a `.help`: what to write instead.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "named as the messages of `locales/en/check.ftl`, which say what each means")]
        pub enum Problem {
            $( $(#[$doc])* $name { $($field: String),* }, )+
        }

        impl Problem {
            /// The identifiers of the messages, each with the variables that it may use.
            pub(crate) const MESSAGES: &'static [(&'static str, &'static [&'static str])] =
                &[ $( ($id, &[$(stringify!($field)),*]), )+ ];

            /// The identifier of the problem, which is that of its message.
            #[must_use]
            pub fn id(&self) -> &'static str {
                match self { $( Self::$name { .. } => $id, )+ }
            }

            /// The values of the message's variables.
            #[must_use]
            pub fn values(&self) -> Vec<(&'static str, &str)> {
                match self { $( Self::$name { $($field),* } => vec![ $( (stringify!($field), $field.as_str()) ),* ], )+ }
            }
        }
    };
}

problems! {
    // Files and folders.
    FolderMissing { folder } = "folder-missing",
    FileMissing { file } = "file-missing",
    FileUnreadable { file, reason } = "file-unreadable",
    /// A link leads out of the site's directory.
    FileOutside { file } = "file-outside",
    /// Neither a file nor a folder: a socket, a pipe, folders too deep.
    FileNotRegular { file } = "file-not-regular",
    /// The file is larger than any file of a site needs to be; the limit is in MB.
    FileTooLarge { file, limit } = "file-too-large",
    FileNameNotUtf8 { file } = "file-name-not-utf8",
    NotUtf8 { letter } = "not-utf8",
    Utf16 {} = "utf16",
    FileEmpty {} = "file-empty",
    /// No program reads the file: its name is none of those known.
    FileUnknown { file, near } = "file-unknown",
    /// A static file whose kind the server has no media type for.
    FileKind { file, kinds } = "file-kind",
    /// A free page's file has the name of a page that the program has.
    PageKeyTaken { key } = "page-key-taken",

    // TOML.
    /// The file is not TOML, for a reason that has no message of its own.
    TomlSyntax { detail } = "toml-syntax",
    TomlCurlyQuote { key, found } = "toml-curly-quote",
    /// A value starts with a straight quotation mark and ends with a typographic one.
    TomlClosingQuote { key, found } = "toml-closing-quote",
    TomlUnquoted { key, found } = "toml-unquoted",
    TomlUnclosed { key } = "toml-unclosed",
    /// The end of a text of several lines is missing.
    TomlUnclosedBlock { marks } = "toml-unclosed-block",
    /// A straight quotation mark inside of a text ends it too early.
    TomlInnerQuote { key } = "toml-inner-quote",
    /// An apostrophe inside of a text between apostrophes.
    TomlInnerApostrophe { key } = "toml-inner-apostrophe",
    /// A backslash before a letter that means nothing after it.
    TomlEscape { found } = "toml-escape",
    /// `Vrai`, `True`.
    TomlBoolean { key, found } = "toml-boolean",
    TomlLeadingZero { key, found, right } = "toml-leading-zero",
    /// `1 979`, `54,5`.
    TomlNumber { key, found, right } = "toml-number",
    TomlDate { key, found } = "toml-date",
    TomlList { key } = "toml-list",
    TomlNoValue { key } = "toml-no-value",
    TomlNoKey {} = "toml-no-key",
    TomlNoEquals { key } = "toml-no-equals",
    TomlColon { key } = "toml-colon",
    /// A key with a letter or a sign that no key has.
    TomlKey { key, found } = "toml-key",
    TomlDuplicateKey { key } = "toml-duplicate-key",
    TomlTableTwice { table } = "toml-table-twice",
    /// A table's name without all of its brackets.
    TomlHeader { right } = "toml-header",
    /// A semicolon or a comma after the value.
    TomlTrailing { found } = "toml-trailing",
    /// A no-break space where only a plain one may stand.
    TomlSpace { code } = "toml-space",
    TomlComment { found } = "toml-comment",
    /// What a version control system leaves where two people changed the same lines.
    TomlConflict {} = "toml-conflict",

    // Keys and values.
    /// The key is none of those known here.
    KeyUnknown { key, near, known } = "key-unknown",
    KeyMissing { key } = "key-missing",
    WrongType { key, expected, found } = "wrong-type",
    ListEmpty { key } = "list-empty",
    TextEmpty { key } = "text-empty",
    LanguageMissing { key, language } = "language-missing",
    /// A text in a language that the site does not have.
    LanguageUnknown { language, known } = "language-unknown",
    NumberOutside { key, least, most } = "number-outside",
    /// A year that cannot be.
    YearImpossible { year, least, most } = "year-impossible",
    YearsOutOfOrder { year, previous } = "years-out-of-order",
    YearTwice { year } = "year-twice",
    NotAPhone { value } = "not-a-phone",
    NotAUrl { value } = "not-a-url",
    /// A web address whose host has letters beyond ASCII.
    UrlNotAscii { value, ascii } = "url-not-ascii",
    NotAnEmail { value } = "not-an-email",
    /// Not fit for an address of a page.
    NotASlug { value, suggestion } = "not-a-slug",
    /// Not fit for an anchor.
    NotAnAnchor { value, suggestion } = "not-an-anchor",
    NotALanguage { value } = "not-a-language",
    NotACountry { value } = "not-a-country",
    NotOneOf { key, value, known } = "not-one-of",
    LanguageTwice { language } = "language-twice",

    /// A language that is still being translated.
    LanguageDraft { language, done, all } = "language-draft",

    // Pages, links and facts.
    AddressTwice { address } = "address-twice",
    AnchorTwice { anchor } = "anchor-twice",
    /// Two pages with the same title or description in one language.
    WordsTwice { key } = "words-twice",
    PageUnknown { page, near } = "page-unknown",
    AnchorUnknown { page, anchor, near } = "anchor-unknown",
    /// A link to a file that is not in `static`.
    StaticUnknown { file, near } = "static-unknown",
    /// A fact between braces that the site does not know.
    FactUnknown { fact, near } = "fact-unknown",
    /// A letter that the site's type does not have.
    LetterMissing { letter, code } = "letter-missing",
    /// A fact that the association has yet to fill in.
    FactToFill { fact } = "fact-to-fill",
    /// The two languages of a passage have another number of paragraphs.
    ParagraphsDiffer { language, count, source, source_count } = "paragraphs-differ",
    TextMuchLonger { key, longer, long, shorter, short } = "text-much-longer",

    // The ledger of translations.
    /// The source of a translation has changed since it was made.
    TranslationChanged { key, language, before, now } = "translation-changed",
    /// A translation that nobody has accepted.
    TranslationNew { key, language } = "translation-new",
    LedgerLine {} = "ledger-line",

    // Markdown.
    RawHtml {} = "raw-html",
    /// A heading, a list, a table where one line of text belongs.
    BlockInLine {} = "block-in-line",
    /// A kind of link that the site does not make.
    LinkScheme { target } = "link-scheme",
    LinkEmpty {} = "link-empty",
    LinkNested {} = "link-nested",
    /// What looks like a link and is none to Markdown: a space in its address.
    LinkBroken {} = "link-broken",
    /// An invisible sign that no page can hold.
    ControlSign {} = "control-sign",
    /// A link with a title, which many readers never see.
    LinkTitle {} = "link-title",
    HeadingSkipsLevel { found, allowed } = "heading-skips-level",
    /// A picture that is not one of the site's files.
    PictureElsewhere {} = "picture-elsewhere",
    AlternativeMissing { file } = "alternative-missing",
    /// A picture that only decorates, with words that nobody would get.
    DecorationWithWords { file } = "decoration-with-words",
    /// A picture of more bytes than a page may make a visitor wait for; in kB.
    PictureTooHeavy { file, size, limit } = "picture-too-heavy",
    /// A picture of more pixels than a page ever shows.
    PictureTooLarge { file, width, height, limit } = "picture-too-large",
    /// Not a picture, or one of another kind than its name says.
    PictureUnreadable { file, found } = "picture-unreadable",
    /// A drawing that does something.
    SvgActive { found } = "svg-active",
    /// A drawing that fetches something from elsewhere.
    SvgForeign { address } = "svg-foreign",
    /// A stylesheet that imports another, or fetches something from elsewhere.
    StylesheetForeign { address } = "stylesheet-foreign",
    CaptionInParagraph {} = "caption-in-paragraph",
    /// A brace without a fact's name.
    FactMalformed {} = "fact-malformed",
    /// Something of Markdown that the site does not use.
    MarkupUnknown {} = "markup-unknown",

    // Locales.
    FluentSyntax { detail } = "fluent-syntax",
    /// A message that the interface needs is not there.
    MessageMissing { message } = "message-missing",
    MessageUnknown { message, near } = "message-unknown",
    MessageTwice { message } = "message-twice",
    VariableUnknown { message, variable, known } = "variable-unknown",
    ReferenceUnknown { message, reference } = "reference-unknown",
}
