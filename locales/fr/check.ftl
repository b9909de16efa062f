### Ce que « aimf check » dit aux éditeurs, en français. Le binaire porte ces mots ; un site ne les change pas.
### Chaque problème a un message, et un « .help » : ce qu’il faut écrire à la place.

error = {"erreur : "}
warning = {"avertissement : "}
help = {"aide : "}
all-well = Tout est en ordre : { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $languages ->
    [one] { $languages } langue
   *[other] { $languages } langues
}.
to-fill = { $count ->
    [one] Un renseignement reste à donner par l’association ; en attendant, le site ne le montre pas :
   *[other] { $count } renseignements restent à donner par l’association ; en attendant, le site ne les montre pas :
}
preview-open = Ouvrir dans l’éditeur
preview-waiting = Aperçu : le site n’est pas encore lisible
up-to-date = Les erreurs sont corrigées : le site est à jour.
summary = { $errors ->
    [one] 1 erreur : le site public n’a pas changé. Corrigez-la, puis recommencez.
   *[other] { $errors } erreurs : le site public n’a pas changé. Corrigez-les, puis recommencez.
}

## Fichiers et dossiers

folder-missing = le dossier « { $folder } » manque
    .help = un site est un dossier qui contient « content », « locales » et « static » ; vérifiez le chemin donné à --site
file-missing = le fichier « { $file } » manque
    .help = remettez ce fichier à sa place ; son nom s’écrit exactement ainsi
file-unreadable = le fichier « { $file } » ne peut pas être lu ({ $reason })
    .help = vérifiez que le fichier existe et que le programme a le droit de le lire
file-outside = « { $file } » est un lien qui sort du dossier du site
    .help = copiez le fichier dans le dossier du site à la place du lien
file-not-regular = « { $file } » n’est ni un fichier ni un dossier ordinaire
    .help = supprimez-le, ou remplacez-le par un fichier
file-too-large = le fichier « { $file } » dépasse { $limit } Mo
    .help = réduisez l’image ou le texte : un visiteur au réseau lent l’attendrait trop longtemps
file-name-not-utf8 = le nom du fichier « { $file } » contient des signes illisibles
    .help = renommez le fichier avec des lettres sans accent, des chiffres et des traits d’union
not-utf8 = le texte n’est pas en UTF-8
    .help = dans votre éditeur, choisissez « Enregistrer sous », puis le codage « UTF-8 »
file-empty = le fichier est vide
    .help = remettez son contenu ; une ancienne version se trouve dans l’historique du site
file-unknown = le fichier « { $file } » n’est lu par personne
    .help = { $near ->
        [none] supprimez-le, ou rangez une nouvelle page dans « content/pages/ »
       *[other] vouliez-vous dire « { $near } » ?
    }
file-kind = le site ne sait pas servir un fichier comme « { $file } »
    .help = utilisez un fichier d’un de ces types : { $kinds }
page-key-taken = « { $key } » est déjà le nom d’une autre page du site
    .help = donnez un autre nom au fichier

## TOML

toml-syntax = cette ligne n’est pas écrite comme il faut ({ $detail })
    .help = une ligne s’écrit : clé = "valeur"
toml-curly-quote = la valeur commence par un guillemet typographique « { $found } »
    .help = écrivez un guillemet droit " au début et à la fin de la valeur ; à l’intérieur, le site met lui-même les bons guillemets
toml-unquoted = le texte « { $found } » n’est pas entre guillemets
    .help = écrivez un guillemet droit " au début et à la fin du texte
toml-unclosed = il manque un guillemet à la fin du texte
    .help = écrivez un guillemet droit " à la fin, sur la même ligne ; pour un texte de plusieurs lignes, écrivez """ au début et à la fin
toml-inner-quote = un guillemet droit à l’intérieur du texte le termine trop tôt
    .help = à l’intérieur d’un texte, écrivez « ou » comme guillemets, ou \" à la place de "
toml-boolean = « { $found } » n’est pas une valeur connue
    .help = écrivez true pour oui ou false pour non, en minuscules et sans guillemets
toml-leading-zero = le nombre « { $found } » commence par un zéro
    .help = enlevez le zéro du début ; si c’est un code ou un numéro, mettez-le entre guillemets droits
toml-no-value = il manque une valeur après le signe =
    .help = écrivez la valeur, ou mettez un # au début de la ligne pour l’ignorer
toml-duplicate-key = la clé « { $key } » est écrite deux fois
    .help = gardez une seule des deux lignes

## Clés et valeurs

key-unknown = la clé « { $key } » n’est pas connue ici
    .help = { $near ->
        [none] les clés connues ici sont : { $known }
       *[other] vouliez-vous dire « { $near } » ?
    }
key-missing = la clé « { $key } » manque
    .help = ajoutez une ligne « { $key } = … »
wrong-type = la valeur de « { $key } » doit être { $expected ->
        [text] un texte entre guillemets droits
        [integer] un nombre entier
        [float] un nombre
        [boolean] true ou false
        [date] une date
        [datetime] une date
        [list] une liste
       *[table] un groupe de clés
    }, et c’est { $found ->
        [text] un texte
        [integer] un nombre entier
        [float] un nombre à virgule
        [boolean] true ou false
        [date] une date
        [datetime] une date
        [list] une liste
       *[table] un groupe de clés
    }
    .help = { $expected ->
        [text] écrivez { $key } = "…"
        [integer] écrivez le nombre sans guillemets : { $key } = 1979
        [float] écrivez le nombre sans guillemets
        [boolean] écrivez { $key } = true ou { $key } = false
        [date] écrivez la date sans guillemets, année, mois, jour : { $key } = 2027-01-31
        [datetime] écrivez la date sans guillemets : { $key } = 2027-01-31
        [list] écrivez la liste entre crochets : { $key } = ["…", "…"] ; ou, pour des groupes de clés, [[{ $key }]]
       *[table] écrivez une ligne pour chaque langue : { $key }.fr = "…" et { $key }.en = "…"
    }
list-empty = la liste « { $key } » est vide
    .help = mettez-y au moins un élément
text-empty = le texte de « { $key } » est vide
    .help = écrivez le texte ; si la clé est facultative, supprimez la ligne
language-missing = le texte de « { $key } » manque dans la langue « { $language } »
    .help = ajoutez une ligne { $key }.{ $language } = "…"
language-unknown = le site n’a pas de langue « { $language } »
    .help = les langues du site sont : { $known } ; on en ajoute une dans content/site.toml
number-outside = le nombre de « { $key } » est hors des limites
    .help = écrivez un nombre de { $least } à { $most }
year-impossible = l’année { $year } est impossible
    .help = écrivez une année de { $least } à { $most }
years-out-of-order = l’année { $year } vient après { $previous }
    .help = rangez les événements dans l’ordre des années
year-twice = l’année { $year } a déjà un événement
    .help = réunissez les deux événements en un seul, avec plusieurs phrases
not-a-phone = « { $value } » n’est pas un numéro de téléphone international
    .help = écrivez le numéro avec l’indicatif du pays, en groupes : "+33 1 44 88 22 88"
not-a-url = « { $value } » n’est pas une adresse complète
    .help = une adresse commence par https://, par exemple "https://www.example.org"
not-an-email = « { $value } » n’est pas une adresse électronique
    .help = une adresse électronique s’écrit "nom@example.org"
not-a-slug = « { $value } » ne convient pas dans une adresse
    .help = { $suggestion ->
        [none] utilisez des minuscules sans accent, des chiffres et des traits d’union
       *[other] écrivez "{ $suggestion }" : des minuscules sans accent, des chiffres et des traits d’union
    }
not-an-anchor = « { $value } » ne convient pas comme repère
    .help = { $suggestion ->
        [none] utilisez des minuscules sans accent, des chiffres et des traits d’union, une lettre d’abord
       *[other] écrivez par exemple "{ $suggestion }" : des minuscules sans accent, des chiffres et des traits d’union, une lettre d’abord
    }
not-a-language = « { $value } » n’est pas le code d’une langue
    .help = écrivez un code comme "fr", "en" ou "pt"
not-a-country = « { $value } » n’est pas le code d’un pays
    .help = écrivez les deux majuscules de la norme ISO 3166-1, par exemple "FR"
not-one-of = « { $value } » n’est pas une valeur possible de « { $key } »
    .help = écrivez l’une de ces valeurs : { $known }
language-twice = la langue « { $language } » est déjà dans la liste
    .help = gardez un seul des deux groupes

## Pages, liens et renseignements

address-twice = une autre page a déjà l’adresse { $address }
    .help = choisissez un autre « slug »
anchor-twice = le repère « { $anchor } » est déjà pris
    .help = choisissez un autre repère
words-twice = une autre page a déjà les mêmes mots pour « { $key } »
    .help = donnez à chaque page un titre et une description qui n’appartiennent qu’à elle
page-unknown = le lien mène à une page « { $page } » qui n’existe pas
    .help = { $near ->
        [none] les noms des pages sont ceux de leurs fichiers, par exemple page:privacy
       *[other] vouliez-vous dire page:{ $near } ?
    }
anchor-unknown = la page « { $page } » n’a pas de repère « { $anchor } »
    .help = { $near ->
        [none] enlevez le # et ce qui le suit, ou corrigez le repère
       *[other] vouliez-vous dire #{ $near } ?
    }
static-unknown = le fichier « { $file } » n’est pas dans le dossier « static »
    .help = { $near ->
        [none] mettez le fichier dans « static », ou corrigez son nom
       *[other] vouliez-vous dire file:{ $near } ?
    }
fact-unknown = le site ne connaît pas de renseignement « { $fact } »
    .help = { $near ->
        [none] pour écrire une accolade, mettez \ devant
       *[other] vouliez-vous dire {"{"}{ $near }{"}"} ?
    }
letter-missing = la lettre « { $letter } » ({ $code }) manque dans les caractères du site
    .help = elle paraîtra dans d’autres caractères ; si c’est une erreur de frappe, corrigez-la
fact-to-fill = { $fact }
    .help = enlevez le # au début de la ligne et écrivez la valeur
paragraphs-differ = le texte « { $language } » a { $count } paragraphes, le texte « { $source } » en a { $source_count }
    .help = les deux textes se lisent face à face : donnez-leur les mêmes paragraphes, dans le même ordre

## Markdown

raw-html = du HTML dans un texte
    .help = écrivez en Markdown : **important**, [texte du lien](page:contact) ; pour le signe lui-même, mettez \ devant <
block-in-line = ce texte doit tenir en un seul paragraphe
    .help = enlevez la liste, le titre ou la ligne vide
link-scheme = le lien vers « { $target } » n’est pas possible
    .help = un lien commence par https://, mailto:, tel:, page: ou file:
link-empty = le lien n’a pas de texte ou ne mène nulle part
    .help = écrivez [texte du lien](page:contact)
link-nested = un lien ou une image à l’intérieur d’un lien
    .help = séparez les deux
link-broken = un lien mal formé
    .help = écrivez [texte du lien](page:contact), sans espace dans l’adresse
control-sign = un signe invisible qu’aucune page ne peut contenir
    .help = effacez et récrivez ce passage : le signe vient sans doute d’un copier-coller
link-title = un titre après l’adresse du lien
    .help = enlevez ce qui suit l’adresse : beaucoup de lecteurs ne le verraient jamais
heading-skips-level = un titre « { $found } » ne peut pas suivre ici
    .help = écrivez au plus « { $allowed } » : un titre descend d’un seul niveau à la fois
picture-elsewhere = l’image n’est pas un fichier du site
    .help = mettez l’image dans le dossier « static » et écrivez ![ce qu’elle montre](file:image.jpg)
caption-in-paragraph = une légende sur une image à l’intérieur d’un paragraphe
    .help = mettez l’image seule sur sa ligne, entre deux lignes vides
fact-malformed = une accolade qui n’entoure pas le nom d’un renseignement
    .help = écrivez par exemple {"{"}contact.phone{"}"} ; pour une accolade dans le texte, mettez \ devant
markup-unknown = cette forme de Markdown n’est pas utilisée par le site
    .help = utilisez des paragraphes, des listes, des titres, **important**, *italique* et des liens

## Mots de l’interface

fluent-syntax = cette ligne n’est pas écrite comme il faut ({ $detail })
    .help = une ligne s’écrit : nom-du-message = texte
message-missing = le message « { $message } » manque ou n’est pas complet
    .help = ajoutez une ligne « { $message } = … » ; les autres langues montrent ce qu’il dit
message-unknown = le message « { $message } » n’est utilisé nulle part
    .help = { $near ->
        [none] supprimez-le
       *[other] vouliez-vous dire « { $near } » ?
    }
message-twice = le message « { $message } » est écrit deux fois
    .help = gardez un seul des deux
variable-unknown = le message « { $message } » n’a pas de variable « { $variable } »
    .help = { $known ->
        [none] il n’a aucune variable
       *[other] ses variables sont : { $known }
    }
reference-unknown = le message « { $message } » cite « { $reference } », qui n’existe pas
    .help = corrigez le nom du message cité
