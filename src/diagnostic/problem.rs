//! Everything that can be wrong with a site, by name.

/// Declares [`Problem`] and the Fluent message that says each in the editor's language.
macro_rules! problems {
    ($( $name:ident { $($field:ident),* } = $id:literal, )+) => {
        /// A problem. Each has a Fluent message of the same name with a `.help` that says what to write instead.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "named as the messages of `locales/en/check.ftl`, which say what each means")]
        pub enum Problem {
            $( $name { $($field: String),* }, )+
        }

        impl Problem {
            /// The identifiers of the messages, each with the variables that it may use: its values, and how the program was called.
            pub(crate) const MESSAGES: &'static [(&'static str, &'static [&'static str])] =
                &[ $( ($id, &[$(stringify!($field),)* "aimf", "in-site"]), )+ ];

            /// The identifier of the problem, which is that of its message.
            #[must_use]
            pub fn id(&self) -> &'static str {
                match self { $( Self::$name { .. } => $id, )+ }
            }

            /// The values of the message's variables.
            pub(crate) fn values(&self) -> Vec<(&'static str, &str)> {
                match self { $( Self::$name { $($field),* } => vec![ $( (stringify!($field), $field.as_str()) ),* ], )+ }
            }
        }
    };
}

problems! {
    // Files and folders.
    SiteMissing { folder, near } = "site-missing",
    FolderMissing { folder } = "folder-missing",
    FileMissing { file } = "file-missing",
    FileUnreadable { file, reason } = "file-unreadable",
    FileOutside { file } = "file-outside",
    FileNotRegular { file } = "file-not-regular",
    FileTooLarge { file, limit } = "file-too-large",
    FileNameNotUtf8 { file } = "file-name-not-utf8",
    NotUtf8 { letter } = "not-utf8",
    Utf16 {} = "utf16",
    NotText { kind } = "not-text",
    FileEmpty { what } = "file-empty",
    FileUnknown { file, near } = "file-unknown",
    FileKind { file, right, kinds } = "file-kind",
    FileName { file, right } = "file-name",
    FileNameTooLong { file, right, limit } = "file-name-too-long",
    DocumentTooLarge { file, format, size, limit } = "document-too-large",
    DocumentEmpty { file } = "document-empty",
    DocumentKind { file, found, right, format } = "document-kind",
    FileCopy { file, original } = "file-copy",
    FileNotContent { file } = "file-not-content",
    LanguageFolder { language } = "language-folder",
    PageKeyTaken { key } = "page-key-taken",

    // TOML.
    TomlSyntax { detail } = "toml-syntax",
    TomlCurlyQuote { key, found } = "toml-curly-quote",
    TomlClosingQuote { key, found } = "toml-closing-quote",
    TomlUnquoted { key, number, found } = "toml-unquoted",
    TomlCurlyBlock { key } = "toml-curly-block",
    TomlSeveralLines { key } = "toml-several-lines",
    TomlBlockStart { key, found } = "toml-block-start",
    TomlBlockEnd { key } = "toml-block-end",
    TomlOneLine { key, right } = "toml-one-line",
    TomlUnclosed { key } = "toml-unclosed",
    TomlUnclosedBlock { marks } = "toml-unclosed-block",
    TomlUnopenedBlock { marks } = "toml-unopened-block",
    TomlInnerQuote { key } = "toml-inner-quote",
    TomlInnerApostrophe { key } = "toml-inner-apostrophe",
    TomlEscape { found, right } = "toml-escape",
    TomlBoolean { key, found, right } = "toml-boolean",
    TomlLeadingZero { key, found, right } = "toml-leading-zero",
    TomlNumber { found, right, example } = "toml-number",
    TomlNotAYear { value, right } = "toml-not-a-year",
    TomlDate { key, found, right, last } = "toml-date",
    TomlList { key, right } = "toml-list",
    TomlNoValue { key } = "toml-no-value",
    TomlNoKey {} = "toml-no-key",
    TomlNoEquals { key, right } = "toml-no-equals",
    TomlColon { key, right } = "toml-colon",
    TomlEquals { key, found, right } = "toml-equals",
    TomlKey { key, found, near } = "toml-key",
    TomlDuplicateKey { key } = "toml-duplicate-key",
    TomlLanguage { key, right } = "toml-language",
    TomlTableTwice { table, list } = "toml-table-twice",
    TomlHeader { right } = "toml-header",
    TomlHeaderMissing { header } = "toml-header-missing",
    TomlTrailing { found } = "toml-trailing",
    TomlSpace { code } = "toml-space",
    TomlComment { found } = "toml-comment",
    TomlConflict {} = "toml-conflict",

    // Keys and values.
    KeyUnknown { key, near, known } = "key-unknown",
    KeyElsewhere { key, group, begins } = "key-elsewhere",
    KeyOfAnotherFile { key, group, file } = "key-of-another-file",
    KeyMissing { key, right, languages } = "key-missing",
    KeysMissing { keys } = "keys-missing",
    GroupMissing { group, right } = "group-missing",
    GroupEmpty { group } = "group-empty",
    GroupTooHigh { header, keys, group, first, last } = "group-too-high",
    WrongType { key, expected, found, right, example } = "wrong-type",
    ListEmpty { key } = "list-empty",
    TextEmpty { key, optional } = "text-empty",
    LanguageMissing { key, language, right } = "language-missing",
    LanguageUnknown { language, known, near } = "language-unknown",
    NumberOutside { key, least, most } = "number-outside",
    YearImpossible { year, least, most } = "year-impossible",
    NoSuchDay { value, right } = "no-such-day",
    NotAYear { value, right } = "not-a-year",
    NotADate { key, value, right } = "not-a-date",
    EventsOutOfOrder { date, previous, line } = "events-out-of-order",
    YearAndDate { year, date } = "year-and-date",
    EndBeforeStart { start, end, line } = "end-before-start",
    TermReversed { earlier, later, year, limit, line } = "term-reversed",
    ValueNone { key, value } = "value-none",
    NotOneLine { right } = "not-one-line",
    NotAPhone { value, right } = "not-a-phone",
    NotAUrl { value, right } = "not-a-url",
    NotHttps { value, right } = "not-https",
    NetworkUnnamed { host } = "network-unnamed",
    HingeIdle {} = "hinge-idle",
    UrlNotAscii { value, ascii } = "url-not-ascii",
    NotAnEmail { value, right } = "not-an-email",
    NotASlug { value, suggestion } = "not-a-slug",
    NotAnAnchor { value, suggestion } = "not-an-anchor",
    NotALanguage { value } = "not-a-language",
    NotACountry { value } = "not-a-country",
    NotOneOf { key, value, known } = "not-one-of",
    TimeZoneUnknown { value, near } = "time-zone-unknown",
    DatesInverted { from_key, from, until_key, until, line } = "dates-inverted",
    SecurityExpiresSoon { date, right } = "security-expires-soon",
    SecurityExpired { date, right } = "security-expired",
    NotAColour { key, value, suggestion } = "not-a-colour",
    ContrastLow { line, ground, units, hundredths, near } = "contrast-low",
    GroundBetween { value, near } = "ground-between",
    LogoKind { value } = "logo-kind",
    LogoAlone { file } = "logo-alone",
    LogoUnknown { file, near } = "logo-unknown",
    LanguageUnlisted { language } = "language-unlisted",
    LanguageCodeOther { value, right } = "language-code-other",
    LanguageTwice { language, other } = "language-twice",
    LanguageDraft { language, done, all } = "language-draft",
    LanguageUntranslated { language, places } = "language-untranslated",

    // Pages, links and facts.
    AddressTwice { address, other } = "address-twice",
    PageCopied { keys, other } = "page-copied",
    AnchorTwice { anchor, other } = "anchor-twice",
    AnchorReserved { anchor, suggestion } = "anchor-reserved",
    WordsTwice { key, other } = "words-twice",
    PageNameUnknown { key, page, near, known } = "page-name-unknown",
    PageListedTwice { key, page, first } = "page-listed-twice",
    ParentCircle { circle } = "parent-circle",
    PageInNoLanguage { known } = "page-in-no-language",
    ParentLanguage { parent, language } = "parent-language",
    PageUnknown { page, near } = "page-unknown",
    PageAbsent { page, state, date } = "page-absent",
    AnchorUnknown { page, anchor, near } = "anchor-unknown",
    StaticUnknown { file, near } = "static-unknown",
    FactUnknown { fact, near } = "fact-unknown",
    LetterMissing { letter, code } = "letter-missing",
    LettersMissing { letters, count } = "letters-missing",
    FactNeeded { fact, file } = "fact-needed",
    FactTyped { found, fact } = "fact-typed",
    CountWrong { found, count, fact } = "count-wrong",
    MapElsewhere { street, right } = "map-elsewhere",
    NotASiret { value } = "not-a-siret",
    NotAnRna { value } = "not-an-rna",
    ConformityWithoutAudit { status, least } = "conformity-without-audit",
    LegalPageMissing { page, file } = "legal-page-missing",
    FactToFill { fact } = "fact-to-fill",
    ParagraphsDiffer { language, count, source, source_count } = "paragraphs-differ",
    TextSame { key, first, second } = "text-same",
    LinkInOneLanguage { target, language } = "link-in-one-language",
    TextMuchLonger { key, longer, long, shorter, short } = "text-much-longer",

    // The ledger of translations.
    TranslationChanged { key, language, before, now } = "translation-changed",
    TranslationNew { key, language } = "translation-new",
    TranslationsNew { language, count } = "translations-new",
    LedgerLine {} = "ledger-line",

    // What was pasted.
    PastedMisread { found } = "pasted-misread",
    PastedBullet { found } = "pasted-bullet",
    PastedTable {} = "pasted-table",
    PastedHyphen { found, joined } = "pasted-hyphen",
    QuotationMarked {} = "quotation-marked",

    // Markdown.
    RawHtml {} = "raw-html",
    BlockInLine {} = "block-in-line",
    LinkScheme { target, right } = "link-scheme",
    LinkEmpty {} = "link-empty",
    LinkNested {} = "link-nested",
    LinkBroken {} = "link-broken",
    EmphasisUnclosed { marks } = "emphasis-unclosed",
    Footnote {} = "footnote",
    TaskList {} = "task-list",
    TableCells { found, columns } = "table-cells",
    ControlSign {} = "control-sign",
    LinkTitle {} = "link-title",
    HeadingSkipsLevel { found, allowed } = "heading-skips-level",
    PictureElsewhere {} = "picture-elsewhere",
    PictureIsDocument { file, right } = "picture-is-document",
    AlternativeMissing { file } = "alternative-missing",
    AlternativeIsName { file, found } = "alternative-is-name",
    DecorationWithWords { file } = "decoration-with-words",
    PictureTooHeavy { file, size, limit } = "picture-too-heavy",
    PictureTooLarge { file, width, height, limit } = "picture-too-large",
    PictureUnreadable { file, found, right } = "picture-unreadable",
    PictureBroken { file } = "picture-broken",
    PictureTooManyPixels { file, width, height, limit } = "picture-too-many-pixels",
    PictureFileTooLarge { file, size, limit } = "picture-file-too-large",
    PictureTransparent { file, size, limit } = "picture-transparent",
    PicturePrepared { file, pixels, before, after, removed } = "picture-prepared",
    SvgActive { found } = "svg-active",
    SvgForeign { address } = "svg-foreign",
    StylesheetForeign { address } = "stylesheet-foreign",
    StylesheetBrace { found } = "stylesheet-brace",
    CaptionInParagraph {} = "caption-in-paragraph",
    FactMalformed {} = "fact-malformed",
    MarkupUnknown {} = "markup-unknown",

    // Locales.
    FluentSyntax { detail } = "fluent-syntax",
    MessageMissing { message } = "message-missing",
    MessageUnknown { message, near } = "message-unknown",
    MessageTwice { message } = "message-twice",
    VariableUnknown { message, variable, known } = "variable-unknown",
    ReferenceUnknown { message, reference } = "reference-unknown",
    ReferenceNeeds { message, reference, variable } = "reference-needs",
    ReferenceCycle { message, reference } = "reference-cycle",
    MessagesStandIn { messages, from } = "messages-stand-in",
}
