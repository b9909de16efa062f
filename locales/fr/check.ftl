### Ce que « aimf check » dit aux éditeurs, en français. Le binaire porte ces mots ; un site ne les change pas.
### Chaque problème a un message, et un « .help » : ce qu’il faut écrire à la place.

error = erreur{"\u00A0"}
warning = avertissement{"\u00A0"}
note = note{"\u00A0"}
help = aide{"\u00A0"}
carried-site = le site que le programme porte
carried-checked = Il n’y a pas de site dans ce dossier-ci. Pour vérifier le vôtre, allez dans son dossier, ou donnez-le après --site.
all-well = Tout est en ordre dans { $site } : { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $languages ->
    [one] { $languages } langue
   *[other] { $languages } langues
}.
more-of-a-kind = { $count ->
    [one] … et un autre du même genre dans { $file }, ligne { $lines }
   *[other] … et { $count } autres du même genre dans { $file }, lignes { $lines }
}
to-fill = { $count ->
    [one] Un renseignement reste à donner par l’association ; en attendant, le site ne le montre pas :
   *[other] { $count } renseignements restent à donner par l’association ; en attendant, le site ne les montre pas :
}
prepared = { $count ->
    [one] Une photo est préparée pour le site ; l’original reste tel quel :
   *[other] { $count } photos sont préparées pour le site ; les originaux restent tels quels :
}
more-prepared = { $count ->
    [one] … et une autre
   *[other] … et { $count } autres
}
preview-open = Ouvrir dans l’éditeur
preview-waiting = Aperçu : le site n’est pas encore lisible
unavailable-title = Le site revient bientôt
unavailable-text = Il est en cours de mise à jour. Merci de réessayer dans quelques minutes.
preview-keyboard = Parcourir les textes au clavier
up-to-date = Les erreurs sont corrigées : le site est à jour.
summary = { $errors ->
    [one] 1 erreur : le site public n’a pas changé. Corrigez-la, puis recommencez.
   *[other] { $errors } erreurs : le site public n’a pas changé. Corrigez-les, puis recommencez.
}

## Ce que disent les commandes

strict = { $warnings ->
    [one] 1 avertissement, que --strict compte comme une erreur.
   *[other] { $warnings } avertissements, que --strict compte comme des erreurs.
}
init-done = { $files ->
    [one] 1 fichier écrit dans { $folder }.
   *[other] { $files } fichiers écrits dans { $folder }.
    }

    Ensuite :
    1. lisez content/LISEZMOI.md, le mode d’emploi ;
    2. pour voir le site pendant que vous écrivez : { $aimf } preview --site { $folder }
    3. pour vérifier avant de publier : { $aimf } check --site { $folder }
export-done = { $files ->
    [one] 1 fichier de { $site } écrit dans { $folder }.
   *[other] { $files } fichiers de { $site } écrits dans { $folder }.
}
kept-site = D’ici là, le serveur montre le dernier site sans erreur, gardé le { $since }, même après un redémarrage.
export-until = Il reste le même jusqu’au { $date } ({ $zone }) : ce jour-là, exportez de nouveau. Ce qui changera :
schedule = Le site changera de lui-même (fuseau horaire { $zone }) :
scheduled-change = { $date } : { $what ->
    [page-appears] la page « { $page } » paraît
    [page-goes] la page « { $page } » disparaît
    [notice-appears] l’annonce paraît
    [notice-goes] l’annonce disparaît
   *[security-expires] security.txt expire ; changez sa date avant ce jour
}
drafts = { $count ->
    [one] Un brouillon, que seul « aimf preview » montre : { $pages }
   *[other] { $count } brouillons, que seul « aimf preview » montre : { $pages }
}
epoch-odd = SOURCE_DATE_EPOCH est « { $value } », qui n’est pas un nombre de secondes.
    Donnez-lui un nombre entier, ou enlevez cette variable.
no-address = L’adresse publique du site n’est pas connue, et ses liens en sont faits : rien n’a été écrit.
    Ajoutez --base-url https://www.example.org, ou écrivez base_url dans content/site.toml.
folder-not-empty = { $folder } n’est pas vide : rien n’a été écrit.
    Donnez le nom d’un nouveau dossier, ou videz d’abord celui-ci.
language-added = { $name } ({ $language }) est ajouté comme brouillon : les visiteurs n’en verront rien avant que tout soit traduit.

    Ensuite :
    1. dans content/site.toml, vérifiez son nom (name) et sa variante (locale) ;
    2. traduisez locales/{ $language }/site.ftl, puis enlevez ses premières lignes ;
    3. dans les fichiers de content/, chaque ligne qui finit par « # à traduire / to translate » répète le texte de la première langue : écrivez la traduction à sa place, puis enlevez cette marque ; une adresse (slug) s’écrit en minuscules sans accents ;
    4. pour voir les pages : { $aimf } preview{ $in-site }
    5. pour voir ce qui reste : { $aimf } translations{ $in-site }
    6. quand tout est traduit, enlevez draft = true dans content/site.toml, puis : { $aimf } check{ $in-site }

    Pour revenir en arrière : { $aimf } language remove { $language }{ $in-site }
language-there = Le site a déjà la langue « { $language } » : rien n’a été écrit.
language-odd = « { $language } » n’est pas le code d’une langue : rien n’a été écrit. { $near ->
    [none] Écrivez par exemple es, pt ou ar.
   *[other] Vouliez-vous dire { $near } ?
}
# Des noms de langues tels qu’on les tape à la place d’un code, chacun suivi du code.
language-names =
    afrikaans af, albanais sq, allemand de, amharique am, anglais en, arabe ar, arménien hy, azéri az, bambara bm, basque eu,
    bengali bn, biélorusse be, breton br, bulgare bg, catalan ca, chinois zh, coréen ko, corse co, créole ht, croate hr, danois da,
    espagnol es, estonien et, finnois fi, flamand nl, français fr, galicien gl, gallois cy, géorgien ka, grec el, haoussa ha, hébreu he,
    hindi hi, hongrois hu, irlandais ga, islandais is, italien it, japonais ja, khmer km, kinyarwanda rw, kirundi rn, kurde ku, lao lo,
    letton lv, lingala ln, lituanien lt, luxembourgeois lb, macédonien mk, malais ms, malgache mg, maltais mt, mandarin zh, néerlandais nl,
    norvégien no, occitan oc, ourdou ur, peul ff, persan fa, polonais pl, portugais pt, roumain ro, russe ru, sango sg, serbe sr,
    slovaque sk, slovène sl, somali so, suédois sv, swahili sw, tchèque cs, thaï th, tigrigna ti, turc tr, ukrainien uk, vietnamien vi,
    wolof wo, yoruba yo, zoulou zu
language-none = Le site n’a pas de langue « { $language } » à côté de la première : rien n’a été écrit. Il a : { $known }.
language-first = « { $language } » est la première langue du site, que les autres traduisent : rien n’a été écrit.
language-unreadable = { $file } ne se lit pas : rien n’a été écrit. Corrigez-le d’abord : { $aimf } check{ $in-site }
language-to-remove = Rien n’a été enlevé. { $name } ({ $language }), c’est { $texts } textes, adresses et ancres dans { $files } fichiers de content/{ $removed ->
    [0] {""}
   *[other] , et { $removed }
}.{ $is_draft ->
    [draft] {""}
   *[other] {" "}Cette langue est publiée : ses pages, sous /{ $language }/, n’existeront plus.
}
    Gardez une copie du dossier si ces traductions peuvent encore servir.
    Pour les enlever : { $aimf } language remove { $language } --yes{ $in-site }
language-removed = { $name } ({ $language }) est enlevé : { $texts } textes, adresses et ancres de { $files } fichiers. Le reste de ces fichiers n’a pas changé.
schemas-written = { $files } schémas écrits dans { $folder }.
write-failed = { $path } ne peut pas être écrit ({ $reason }).
    Vérifiez que le dossier existe, que vous avez le droit d’y écrire et que le disque n’est pas plein.
translations-language = { $language } : { $percent } % à jour ({ $current } textes sur { $all })
translation-state = { $state ->
    [current] à jour
    [changed] à revoir
    [new] à accepter
   *[missing] à traduire
}
translations-draft = { $language }, brouillon : { $translated } textes traduits sur { $all }
translations-of-file = { $count ->
    [one] { $count } texte de { $file }
   *[other] { $count } textes de { $file }
}
translations-accept = Une fois une traduction relue, par exemple : { $aimf } translations accept { $key }{ $in-site }
translations-none = Ce site ne tient pas de registre des traductions ; pour commencer, une fois les traductions relues : { $aimf } translations accept{ $in-site }
translations-accepted = { $count ->
    [0] Tout était déjà accepté.
    [one] Une traduction acceptée.
   *[other] { $count } traductions acceptées.
}
key-of-no-text = Aucun texte n’a la clé « { $key } ».{ $near ->
    [none] {""}
   *[other] {" "}Vouliez-vous dire « { $near } » ?
}
# Les signes invisibles, ou qui ressemblent à un autre
sign-name = { $name ->
    [U00A0] espace insécable
    [U202F] espace insécable étroite
    [U2007] espace insécable large comme un chiffre
    [U2009] espace fine
    [U2002] demi-cadratin
    [U2003] cadratin
    [U200A] espace ultrafine
    [U3000] espace idéographique
    [U0009] tabulation
    [U000A] fin de ligne
    [U000D] retour chariot
    [U2028] séparateur de lignes
    [U200B] espace sans largeur
    [U200C] antiliant sans largeur
    [U200D] liant sans largeur
    [U200E] marque de gauche à droite
    [U200F] marque de droite à gauche
    [U2060] gluon de mots
    [UFEFF] marque d’ordre des octets
    [U00AD] trait d’union conditionnel
    [U2010] trait d’union typographique
    [U2011] trait d’union insécable
    [U2212] signe moins
   *[other] { $code }
}
embedded-site = Cette commande écrit dans un site : donnez son dossier avec --site.

failure-no-command = il n’y a pas de commande « { $command } »
failure-watch = ce que le programme porte ne change pas : --watch demande un dossier, avec --site
failure-not-loopback = { $address } n’est pas une adresse de cet ordinateur seul ; un aperçu n’est pour personne d’autre : écrivez 127.0.0.1:8080 ou [::1]:8080
failure-base-url = { $ascii ->
    [none] « { $value } » n’est pas une adresse comme https://www.example.org ou https://example.org/aimf
   *[other] « { $value } » a un nom avec des accents ; les serveurs l’écrivent { $ascii }
}
failure-bind = { $kind ->
    [in-use] l’adresse { $address } est prise par un autre programme
    [no-socket] { $path } existe, et n’est pas un socket
    [elsewhere] { $ip } n’est pas une adresse de cette machine
    [forbidden] cet utilisateur n’a pas le droit d’écouter au port { $port }
   *[other] impossible d’écouter à { $address } : { $reason }
}
failure-socket = le socket passé sous le numéro { $number } n’est pas un socket TCP ou unix qui écoute : { $reason }
failure-admin = « --admin-listen » dit où le serveur répond, comme pour « { $aimf } serve »
failure-not-ready = le serveur à { $address } n’est pas prêt : { $reason }
failure-settings = { $path } ne peut pas être lu : { $reason }
failure-publish = le site ne peut pas être composé : { $reason }
failure-output = ce que dit la commande ne peut pas être écrit : { $reason }
failure-system = le système refuse ce dont la commande a besoin : { $reason }
setting-unknown = il n’y a pas de réglage « { $key } » ; { $near ->
    [none] « { $aimf } config » donne la liste de ceux qui existent
   *[other] vouliez-vous dire « { $near } » ?
}
setting-no-value = la valeur doit être un texte, un nombre ou une liste de ceux-ci

## Fichiers et dossiers

site-missing = « { $folder } » n’est pas le dossier d’un site
    .help = { $near ->
        [none] donnez après --site le dossier qui contient « content », « locales » et « static » ; pour en commencer un : { $aimf } init { $folder }
       *[other] le site est dans un autre dossier : allez-y, ou donnez --site { $near }
    }
folder-missing = le dossier « { $folder } » manque
    .help = remettez ce dossier à sa place ; un site est un dossier qui contient « content », « locales » et « static » ; vérifiez le chemin donné à --site
file-missing = le fichier « { $file } » manque
    .help = remettez ce fichier à sa place ; son nom s’écrit exactement ainsi
file-unreadable = le fichier « { $file } » ne peut pas être lu ({ $reason })
    .help = vérifiez que le fichier existe et que le programme a le droit de le lire
file-outside = « { $file } » est un lien qui sort du dossier du site
    .help = copiez le fichier dans le dossier du site à la place du lien
file-not-regular = « { $file } » n’est ni un fichier ni un dossier ordinaire
    .help = supprimez-le, ou remplacez-le par un fichier
file-too-large = le fichier « { $file } » dépasse { $limit } Mo
    .help = raccourcissez-le ou partagez-le en plusieurs fichiers : un visiteur au réseau lent l’attendrait trop longtemps
file-name-not-utf8 = le nom du fichier « { $file } » contient des signes illisibles
    .help = renommez le fichier avec des lettres sans accent, des chiffres et des traits d’union
not-utf8 = le texte n’est pas en UTF-8 : la lettre « { $letter } » est écrite dans un autre codage
    .help = dans votre éditeur, choisissez « Enregistrer sous », puis le codage « UTF-8 »
utf16 = le texte est en UTF-16, que Windows appelle « Unicode »
    .help = dans votre éditeur, choisissez « Enregistrer sous », puis le codage « UTF-8 »
not-text = ce n’est pas un texte : { $kind ->
        [office] le fichier vient d’un logiciel de bureau comme Word
        [rtf] le fichier est en RTF, comme TextEdit en fait
        [pdf] le fichier est un PDF
        [picture] le fichier est une image
       *[other] le fichier est d’un autre genre
    }
    .help = { $kind ->
        [office] dans Word, choisissez « Enregistrer sous », puis « Texte brut » et le codage « UTF-8 » ; rendez ensuite au fichier son nom
        [rtf] dans TextEdit, choisissez « Format », « Convertir au format Texte », enregistrez, et rendez au fichier son nom
       *[other] remettez le bon fichier sous ce nom
    }
file-empty = le fichier est vide
    .help = { $what ->
        [page] si c’est une nouvelle page, commencez-la par une copie d’une autre page de content/pages ; sinon, remettez son contenu
       *[other] remettez son contenu ; une ancienne version se trouve dans l’historique du site
    }
file-unknown = le fichier « { $file } » n’est lu par personne
    .help = { $near ->
        [none] supprimez-le, ou rangez une nouvelle page dans « content/pages/ »
       *[other] renommez-le : { $near }
    }
file-name = le nom du fichier « { $file } » ne peut pas être dans une adresse
    .help = renommez-le : { $right }
file-copy = « { $file } » est sans doute une copie : le site ne la lit pas
    .help = { $original ->
        [none] supprimez-la, ou rangez-la ailleurs que dans le dossier du site
       *[other] gardez le bon des deux sous le nom { $original }, et supprimez l’autre
    }
file-not-content = « { $file } » n’est pas un fichier de contenu : ceux-ci finissent par .toml
    .help = si les visiteurs doivent l’avoir, rangez-le dans le dossier « static » ; sinon, rangez-le ailleurs que dans le dossier du site
language-folder = la langue « { $language } » a un dossier de mots, et n’est pas dans la liste des langues de content/site.toml
    .help = supprimez le dossier locales/{ $language } ; pour ajouter ensuite cette langue : { $aimf } language add { $language }{ $in-site }
file-name-too-long = le nom du fichier « { $file } » a plus de { $limit } lettres
    .help = renommez-le, par exemple : { $right }
file-kind = le site ne sait pas servir un fichier comme « { $file } »
    .help = { $right ->
        [none] utilisez un fichier d’un de ces types : { $kinds }
       *[other] enregistrez-le, depuis le logiciel qui l’ouvre, sous le nom { $right }
    }
document-too-large = le document « { $file } » pèse { $size } Mo ; la limite est de { $limit } Mo
    .help = { $format ->
        [pdf] exportez-le de nouveau en PDF avec des images plus légères (« taille minimale »), ou partagez-le en plusieurs fichiers
        [mp3] enregistrez-le de nouveau avec un débit plus faible (96 kbit/s suffisent pour la parole), ou partagez-le en plusieurs fichiers
        [mp4] mettez la vidéo sur un service de vidéos, et dans le texte un lien vers elle : [la vidéo](https://…)
       *[other] enlevez-en les images ou réduisez-les, ou partagez-le en plusieurs fichiers
    }
document-empty = le fichier « { $file } » est vide (0 octet)
    .help = copiez-le de nouveau dans le dossier « static » : la copie n’est pas allée à son terme
document-kind = « { $file } » n’est pas ce que son nom annonce : { $found ->
        [html] c’est une page web
        [office] c’est un document d’une ancienne version de Word ou d’Excel
        [rtf] c’est un texte en RTF
        [pptx] c’est une présentation
        [docx] c’est un document de Word
        [xlsx] c’est un classeur d’Excel
       *[other] c’est un fichier « .{ $found } »
    }
    .help = { $right ->
        [none] enregistrez-le de nouveau, depuis le logiciel qui l’ouvre, au format { $format }
       *[other] renommez-le, dans le dossier et dans les textes : { $right }
    }
page-key-taken = « { $key } » est déjà le nom d’une autre page du site
    .help = donnez un autre nom au fichier

## TOML

toml-syntax = cette ligne n’est pas écrite comme il faut
    .help = une ligne s’écrit : clé = "valeur" ; comparez avec les lignes voisines
toml-curly-quote = la valeur de « { $key } » commence par un guillemet courbe { $found }
    .help = écrivez un guillemet droit " au début et à la fin de la valeur ; à l’intérieur, le site met lui-même les bons guillemets
toml-closing-quote = la valeur de « { $key } » se termine par un guillemet courbe { $found }
    .help = écrivez un guillemet droit " à la fin, comme au début
toml-unquoted = la valeur de « { $key } » n’est pas entre guillemets
    .help = { $number ->
        [none] écrivez un guillemet droit " au début et à la fin : { $key } = "{ $found }"
       *[other] si c’est un nombre, écrivez-le seul : { $key } = { $number } ; si c’est un texte, entre guillemets droits : { $key } = "{ $found }"
    }
toml-curly-block = le texte de « { $key } » commence par trois guillemets dont un courbe
    .help = écrivez trois guillemets droits """ au début et à la fin du texte
toml-several-lines = la valeur de « { $key } » va sur plusieurs lignes, entre des guillemets d’une seule ligne
    .help = écrivez trois guillemets droits """ au début et à la fin, à la place de "
toml-block-start = le texte de « { $key } » a trois guillemets à la fin, et non au début
    .help = écrivez trois guillemets droits """ après le signe { $found ->
        [none] =
       *[other] =, à la place de { $found }
    }
toml-block-end = le texte de « { $key } » n’a pas à la fin les mêmes guillemets qu’au début
    .help = écrivez """ au début et à la fin ; pour un texte d’une seule ligne, " au début et à la fin
toml-one-line = la valeur de « { $key } » va sur plusieurs lignes, et doit tenir sur une seule
    .help = écrivez { $key } = "{ $right }"
toml-unclosed = il manque un guillemet à la fin de la valeur de « { $key } »
    .help = écrivez un guillemet droit " à la fin, sur la même ligne ; pour un texte de plusieurs lignes, écrivez """ au début et à la fin
toml-unclosed-block = ce texte de plusieurs lignes n’a pas de fin
    .help = écrivez { $marks } seul sur une ligne, après la dernière ligne du texte
toml-unopened-block = ce texte de plusieurs lignes n’a pas de début
    .help = écrivez au-dessus la clé du texte, un signe = et { $marks }, par exemple : text.fr = { $marks }
toml-inner-quote = un guillemet droit à l’intérieur de la valeur de « { $key } » la termine trop tôt
    .help = à l’intérieur d’un texte, écrivez « et » comme guillemets, ou \" à la place de "
toml-inner-apostrophe = une apostrophe à l’intérieur de la valeur de « { $key } » la termine trop tôt
    .help = écrivez un guillemet droit " au début et à la fin de la valeur, à la place des apostrophes
toml-escape = « { $found } » ne veut rien dire dans un texte
    .help = { $right ->
        [none] pour le signe \ lui-même, écrivez \\
       *[other] dans un texte, chaque signe \ s’écrit deux fois : { $right } ; ou écrivez ce nom sans ce signe
    }
toml-boolean = la valeur de « { $key } » est « { $found } », qui n’est pas une valeur connue
    .help = { $right ->
        [none] écrivez { $key } = true pour oui ou { $key } = false pour non, en minuscules et sans guillemets
       *[other] écrivez { $key } = { $right }, en minuscules et sans guillemets
    }
toml-leading-zero = la valeur de « { $key } » commence par un zéro
    .help = écrivez { $key } = { $right } ; si c’est un code ou un numéro, écrivez { $key } = "{ $found }"
toml-number = « { $found } » n’est pas écrit comme un nombre
    .help = { $right ->
        [none] écrivez un nombre en chiffres, sans guillemets, par exemple { $example }
       *[other] écrivez le nombre sans espace, sans virgule et sans guillemets : { $right }
    }
toml-not-a-year = « { $value } » n’est pas une année seule
    .help = écrivez { $right }
toml-date = { $last ->
        [none] « { $found } » n’est pas une date, ou n’est pas écrit comme il faut
       *[other] le jour « { $found } » n’existe pas
    }
    .help = { $last ->
        [none] écrivez l’année, le mois et le jour, sans guillemets : { $key } = { $right ->
            [none] 2027-01-31
           *[other] { $right }
        }
       *[other] le dernier jour de ce mois est { $key } = { $last }
    }
toml-list = la liste de « { $key } » n’est pas écrite comme il faut
    .help = écrivez chaque élément entre guillemets droits, une virgule entre deux éléments, et le tout entre crochets : { $key } = { $right }
toml-no-value = il manque la valeur de « { $key } »
    .help = écrivez-la après le signe =, ou mettez un # au début de la ligne pour l’ignorer
toml-no-key = il manque la clé avant le signe =
    .help = une ligne s’écrit : clé = "valeur"
toml-no-equals = il manque le signe = après « { $key } »
    .help = { $right ->
        [none] une ligne s’écrit : { $key } = "valeur" ; pour une note, mettez un # au début de la ligne ; un texte de plusieurs lignes se met entre """ et """
       *[other] écrivez { $key } = { $right } ; pour une note, mettez un # au début de la ligne ; un texte de plusieurs lignes se met entre """ et """
    }
toml-colon = un deux-points après « { $key } », à la place du signe =
    .help = écrivez { $key } = { $right ->
        [none] "…"
       *[other] { $right }
    }
toml-equals = « { $found } » après « { $key } », à la place du seul signe =
    .help = écrivez { $key } = { $right ->
        [none] "…"
       *[other] { $right }
    }
toml-key = la clé « { $key } » contient { $found ->
        [none] une espace
       *[other] le signe « { $found } »
    }
    .help = { $near ->
        [none] une clé n’a que des lettres sans accent, des chiffres et des traits ; un point sépare ses parties : title.fr
       *[other] écrivez { $near } =
    }
toml-duplicate-key = la clé « { $key } » est écrite deux fois
    .help = gardez une seule des deux lignes
toml-language = « { $key } » ne dit pas sa langue
    .help = écrivez { $right } =
toml-table-twice = le groupe « { $table } » est écrit deux fois
    .help = { $list ->
        [none] réunissez les deux en un seul
       *[other] réunissez les deux en un seul ; pour un élément de plus dans une liste, écrivez { $list } avec deux crochets
    }
toml-header = il manque un crochet à ce nom de groupe, ou quelque chose le suit
    .help = écrivez { $right }, seul sur sa ligne
toml-header-missing = { $header ->
        [none] des clés sont écrites deux fois : il manque sans doute le nom d’un groupe au-dessus
       *[other] il manque une ligne { $header } au-dessus
    }
    .help = { $header ->
        [none] écrivez le nom du groupe entre crochets, comme [page], seul sur sa ligne avant celle-ci ; si ces lignes sont là une fois de trop, supprimez-les
       *[other] écrivez { $header } seul sur sa ligne, avant celle-ci : chaque élément de la liste commence ainsi
    }
toml-trailing = « { $found } » après la valeur
    .help = enlevez-le : la ligne se termine avec la valeur
toml-space = une espace spéciale ({ $code }) à la place d’une espace ordinaire
    .help = effacez-la et tapez une espace ordinaire ; elle vient sans doute d’un copier-coller
toml-comment = une note ne commence pas par « { $found } »
    .help = mettez un # au début de la ligne
toml-conflict = les marques d’un conflit : deux personnes ont changé ces lignes en même temps
    .help = gardez la bonne version, et supprimez les lignes qui commencent par <<<<<<<, ======= et >>>>>>>

## Clés et valeurs

key-unknown = la clé « { $key } » n’est pas connue ici
    .help = { $near ->
        [none] les clés connues ici sont : { $known }
       *[other] vouliez-vous dire « { $near } » ?
    }
key-elsewhere = la clé « { $key } » n’est pas connue ici
    .help = { $group ->
        [none] elle est de la tête du fichier : mettez la ligne avant le premier groupe entre crochets
       *[other] { $begins ->
            [new] elle est du groupe { $group } : pour un élément de plus, écrivez d’abord { $group } sur une ligne au-dessus
            [same] elle est du groupe { $group } : mettez la ligne dans ce groupe
           *[other] elle est du groupe { $group } : mettez la ligne au-dessus de { $begins }
        }
    }
key-of-another-file = la clé « { $key } » n’est pas de ce fichier
    .help = { $group ->
        [none] elle est de la tête de { $file }
       *[other] elle est du groupe { $group } de { $file }
    } : changez-la là-bas, et supprimez cette ligne
key-missing = la clé « { $key } » manque
    .help = { $languages ->
        [none] ajoutez une ligne { $right }
       *[other] ajoutez une ligne pour chaque langue ({ $languages }) : { $right }
    }
keys-missing = { $keys ->
        [year-date] cet événement n’a pas de date
        [sentences-text] cet événement ne dit rien
       *[other] une de ces clés manque : { $keys }
    }
    .help = { $keys ->
        [year-date] ajoutez sous [[events]] une ligne « year = 2013 » avec la bonne année ou, si le mois ou le jour est connu, « date = "2013-05" » ou « date = "2013-05-12" »
        [sentences-text] ajoutez sous [[events]] les lignes text.fr = "…" et text.en = "…" ; pour une phrase que l’on cite par son repère, écrivez [[events.sentences]] et, dessous, id, text.fr et text.en
       *[other] ajoutez une ligne pour l’une d’elles
    }
group-missing = le groupe « { $group } » manque
    .help = écrivez { $right } sur une ligne, puis ses clés en dessous, une par ligne
wrong-type = la valeur de « { $key } » doit être { $expected ->
        [text] un texte entre guillemets droits
        [integer] un nombre entier
        [float] un nombre
        [boolean] true ou false
        [date] une date
        [datetime] une date
        [list] une liste
        [groups] une liste de groupes
        [group] un seul groupe de clés
       *[table] un groupe de clés
    }, et c’est { $found ->
        [text] un texte
        [integer] un nombre entier
        [float] un nombre à virgule
        [boolean] true ou false
        [date] une date
        [moment] une date avec une heure
        [datetime] une date
        [list] une liste
       *[table] un groupe de clés
    }
    .help = { $expected ->
        [text] écrivez { $key } = "{ $right }"
        [integer] { $right ->
            [none] écrivez un nombre en chiffres, sans guillemets, par exemple { $key } = { $example }
           *[other] écrivez le nombre sans guillemets : { $key } = { $right }
        }
        [float] { $right ->
            [none] écrivez un nombre en chiffres, sans guillemets, par exemple { $key } = { $example }
           *[other] écrivez le nombre sans guillemets : { $key } = { $right }
        }
        [boolean] écrivez { $key } = true ou { $key } = false
        [date] écrivez la date sans guillemets, année, mois, jour : { $key } = { $right }
        [datetime] écrivez la date sans guillemets : { $key } = 2027-01-31
        [group] écrivez { $right } sur une ligne, puis ses clés en dessous, une par ligne
        [groups] écrivez [[{ $key }]], avec deux crochets, puis ses clés en dessous
        [list] écrivez la liste entre crochets : { $key } = ["{ $right }"]
       *[table] écrivez une ligne pour chaque langue : { $key }.fr = "…" et { $key }.en = "…"
    }
group-empty = le groupe « { $group } » est vide
    .help = supprimez cette ligne, ou écrivez ses clés en dessous, une par ligne
group-too-high = le groupe { $header } est trop haut : au-dessous de lui, « { $keys } » n’est plus { $group ->
        [none] dans la tête du fichier
       *[other] dans le groupe { $group }
    }
    .help = mettez les lignes { $first } à { $last }, ce groupe entier, à la fin du fichier
list-empty = la liste « { $key } » est vide
    .help = mettez-y au moins un élément
text-empty = le texte de « { $key } » est vide
    .help = { $optional ->
        [none] écrivez le texte entre les guillemets
       *[other] écrivez le texte, ou supprimez la ligne
    }
language-missing = le texte de « { $key } » manque dans la langue « { $language } »
    .help = ajoutez une ligne { $key }.{ $language } = { $right }
language-code-other = aucun texte du site n’est dans la langue « { $value } »
    .help = les textes du site sont en « { $right } » : écrivez code = "{ $right }"
language-unknown = le site n’a pas de langue « { $language } »
    .help = { $near ->
        [none] les langues du site sont : { $known } ; on en ajoute une dans content/site.toml
       *[other] écrivez { $near } =
    }
number-outside = le nombre de « { $key } » est hors des limites
    .help = écrivez un nombre de { $least } à { $most }
year-impossible = l’année { $year } est impossible
    .help = écrivez une année de { $least } à { $most }
no-such-day = le jour « { $value } » n’existe pas
    .help = le dernier jour de ce mois est { $right }
not-a-year = « { $value } » n’est pas une année seule
    .help = écrivez { $right }
not-a-date = « { $value } » n’est pas une date
    .help = { $right ->
        [none] écrivez l’année, le mois ou le jour entre guillemets droits : { $key } = "2013", { $key } = "2013-05" ou { $key } = "2013-05-12"
       *[other] écrivez { $key } = "{ $right }"
    }
events-out-of-order = l’événement de { $date } vient après celui de { $previous } (ligne { $line })
    .help = rangez les événements dans l’ordre de leurs dates : mettez celui-ci, de son [[events]] à sa dernière ligne, avant le [[events]] de { $previous }
year-and-date = « year » dit { $year }, et « date » dit { $date }
    .help = supprimez la ligne « year = { $year } » : la date dit l’année ; ou corrigez « date »
end-before-start = la fin, { $end }, vient avant le début, { $start } (ligne { $line })
    .help = écrivez end = "{ $start }" ou une date plus tardive, ou corrigez le début
term-reversed = l’année de « { $later } », { $year }, vient avant celle de « { $earlier } », { $limit } (ligne { $line })
    .help = écrivez { $later } = { $limit } ou une année plus tardive, ou corrigez « { $earlier } »
value-none = « { $value } » n’est pas une valeur de « { $key } »
    .help = s’il n’y en a pas, supprimez la ligne
not-one-line = cette valeur doit tenir sur une seule ligne
    .help = écrivez "{ $right }"
not-a-phone = « { $value } » n’est pas un numéro de téléphone international
    .help = { $right ->
        [none] écrivez le numéro avec l’indicatif du pays, en groupes : "+33 1 44 88 22 88"
       *[other] écrivez "{ $right }", avec l’indicatif du pays, si c’est bien ce numéro
    }
not-a-url = « { $value } » n’est pas une adresse complète
    .help = { $right ->
        [none] une adresse commence par https://, par exemple "https://www.example.org"
       *[other] écrivez "{ $right }"
    }
not-https = « { $value } » n’est pas une adresse qui commence par https://
    .help = { $right ->
        [none] ouvrez la page dans un navigateur, et copiez son adresse, par exemple "https://www.linkedin.com/company/…"
       *[other] écrivez "{ $right }"
    }
network-unnamed = le site ne connaît pas le réseau social de « { $host } »
    .help = ajoutez sous cette ligne le nom à montrer : name = "…"
hinge-idle = « hinge » est sans effet ici : la page compose toutes ces phrases de la même façon
    .help = supprimez la ligne
url-not-ascii = le nom de « { $value } » a des lettres accentuées
    .help = écrivez-le comme les serveurs : "{ $ascii }"
not-an-email = « { $value } » n’est pas une adresse électronique
    .help = { $right ->
        [none] une adresse électronique s’écrit "nom@example.org"
       *[other] écrivez "{ $right }"
    }
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
time-zone-unknown = « { $value } » n’est pas le nom d’un fuseau horaire
    .help = { $near ->
        [none] écrivez le nom que lui donne la base « tz », avec ses majuscules : "Europe/Paris", "Africa/Dakar"
       *[other] écrivez "{ $near }"
    }
dates-inverted = le dernier jour, « { $until_key } » ({ $until }), vient avant le premier, « { $from_key } » ({ $from }, ligne { $line })
    .help = écrivez « { $until_key } = { $from } » pour ce seul jour, ou un jour qui vient après ; ou corrigez la ligne { $line }
security-expires-soon = security.txt expire le { $date } ; le site ne le servira plus, et jusqu’à ce que la date change « aimf check » dira une erreur
    .help = vérifiez que l’adresse où signaler une faille est encore la bonne, puis écrivez une date à moins d’un an : expires = { $right }
security-expired = security.txt a expiré le { $date } : le site ne le sert plus
    .help = vérifiez que l’adresse où signaler une faille est encore la bonne, puis écrivez une date à moins d’un an : expires = { $right }
not-a-colour = « { $value } » n’est pas une couleur
    .help = { $suggestion ->
        [none] écrivez un dièse et six signes, des chiffres ou des lettres de a à f : { $key } = "#7A1140"
       *[other] écrivez { $key } = "{ $suggestion }"
    }
contrast-low = { $line } sur le fond { $ground } n’a qu’un contraste de { $units },{ $hundredths } : il en faut 7, pour que chacun puisse lire
    .help = écrivez { $near }, la couleur la plus proche qui convient
ground-between = sur le fond { $value }, ni clair ni foncé, aucune couleur ne se lit assez bien
    .help = écrivez ground = "{ $near }"
logo-kind = « { $value } » n’est ni un fichier SVG ni un fichier PNG
    .help = enregistrez le logo en SVG, ou sinon en PNG, dans le dossier « static » ; puis écrivez son nom : logo = "logo.svg"
logo-alone = un logo pour le fond foncé, et aucun pour le fond clair
    .help = écrivez aussi logo = "…" ; ou, s’il va sur les deux fonds, logo = "{ $file }" à la place de logo_dark
logo-unknown = le logo « { $file } » n’est pas dans le dossier « static »
    .help = { $near ->
        [none] mettez le fichier dans « static », ou corrigez son nom
       *[other] écrivez "{ $near }"
    }
language-unlisted = la langue « { $language } » a un dossier de mots et des textes, et n’est pas dans la liste des langues
    .help = ajoutez à content/site.toml un groupe [[languages]] avec code = "{ $language }", name = "…" et locale = "…" ; pour enlever la langue, supprimez locales/{ $language } et ses lignes
language-twice = la langue « { $language } » est déjà dans la liste, à { $other }
    .help = gardez un seul des deux groupes
language-draft = la langue « { $language } » est un brouillon : { $done } textes sur { $all } sont traduits ; ses pages ne sont pas publiées
    .help = ce qui reste : { $aimf } translations{ $in-site } ; quand tout est traduit, enlevez la ligne draft = true
language-untranslated = la langue « { $language } » n’est pas entièrement traduite : { $places }
    .help = dans ces fichiers, traduisez chaque ligne marquée « # à traduire / to translate » ; si les mots sont les mêmes dans les deux langues, enlevez seulement la marque ; ou remettez draft = true

## Pages, liens et renseignements

address-twice = l’adresse { $address } est déjà prise, à { $other }
    .help = choisissez ici un autre « slug »
page-copied = cette page a encore les mêmes { $keys } que { $other }
    .help = donnez à cette page-ci une adresse, un titre et une description qui n’appartiennent qu’à elle
anchor-twice = le repère « { $anchor } » est déjà pris, à { $other }
    .help = choisissez ici un autre repère
anchor-reserved = le repère « { $anchor } » sert déjà à la page elle-même
    .help = écrivez par exemple "{ $suggestion }"
words-twice = une autre page a déjà les mêmes mots pour « { $key } », à { $other }
    .help = donnez à chaque page un titre et une description qui n’appartiennent qu’à elle
page-name-unknown = « { $page } », dans « { $key } », n’est le nom d’aucune page
    .help = { $near ->
        [none] les noms des pages sont : { $known }
       *[other] écrivez "{ $near }"
    }
page-listed-twice = la page « { $page } » est déjà dans « { $key } », à { $first }
    .help = gardez-la une seule fois : enlevez celle-ci ou l’autre
parent-circle = ces pages sont rangées en cercle, chacune sous la suivante : { $circle }
    .help = enlevez la ligne « parent » de celle qui doit être en haut
page-in-no-language = aucune langue de cette liste n’est publiée : la page ne serait nulle part
    .help = écrivez-y au moins l’une de ces langues : { $known }
parent-language = la page « { $parent } » n’existe pas en « { $language } », et celle-ci serait sous elle
    .help = rangez cette page sous une page qui existe dans cette langue, ou enlevez la ligne « parent »
page-unknown = le lien mène à une page « { $page } » qui n’existe pas
    .help = { $near ->
        [none] les noms des pages sont ceux de leurs fichiers, par exemple page:contact
       *[other] vouliez-vous dire page:{ $near } ?
    }
page-absent = les mots de ce lien s’affichent sans lien : { $state ->
        [draft] la page « { $page } » est un brouillon
        [not-yet] la page « { $page } » n’est publiée qu’à partir du { $date }
       *[over] la page « { $page } » n’est plus publiée depuis le { $date }
    }
    .help = { $state ->
        [over] enlevez le lien, ou changez publish_until dans content/pages/{ $page }.toml
       *[other] rien à faire : quand la page paraîtra, le lien sera là
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
    .help = elle paraîtra dans d’autres caractères, et l’image de partage d’une page dont le titre la contient sera sans titre ; si c’est une erreur de frappe, corrigez-la
letters-missing = { $count } lettres manquent dans les caractères du site, dont « { $letters } »
    .help = elles paraîtront dans d’autres caractères, et les images de partage sont sans les titres qui en contiennent ; si ce sont des fautes de frappe, corrigez-les
text-same = « { $key } » dit la même chose, mot pour mot, en « { $first } » et en « { $second } »
    .help = traduisez l’un des deux
link-in-one-language = le texte « { $language } » n’a pas le lien vers « { $target } » que l’autre langue a
    .help = ajoutez-le ici, ou enlevez-le dans l’autre langue
fact-needed = le renseignement « { $fact } » n’est pas encore donné : ce texte serait vide
    .help = donnez-le dans { $file }, ou écrivez ce titre ou cette description sans lui
fact-typed = « { $found } » est un renseignement du site, recopié à la main
    .help = écrivez {"{"}{ $fact }{"}"} à la place : le texte suivra quand le renseignement changera
count-wrong = le texte compte « { $found } », et il y en a { $count }
    .help = corrigez le nombre, ou écrivez {"{"}{ $fact }{"}"} à sa place : il suivra
map-elsewhere = le lien vers la carte ne mène pas à « { $street } »
    .help = l’adresse a sans doute changé depuis : écrivez "{ $right }"
not-a-siret = « { $value } » n’est pas un numéro SIRET
    .help = un numéro SIRET a quatorze chiffres, dont le dernier vérifie les autres : recopiez-le de l’avis de situation de l’Insee
not-an-rna = « { $value } » n’est pas un numéro RNA
    .help = un numéro RNA est la lettre W suivie de neuf chiffres : recopiez-le du récépissé de la préfecture
conformity-without-audit = l’état « { $status } » n’est pas celui d’un audit
    .help = seul un audit permet de le dire : dans [accessibility.audit], remplissez by, date et rate (au moins { $least }) ; sans audit, écrivez status = "non"
legal-page-missing = le site n’a pas de page sur { $page ->
        [legal] ses mentions légales
       *[other] son accessibilité
    }, que la loi demande
    .help = remettez { $file } ; pour en avoir un nouveau, faites un site dans un autre dossier et copiez le sien : { $aimf } init nouveau-site
fact-to-fill = { $fact }
    .help = enlevez le # au début de la ligne et écrivez la valeur
paragraphs-differ = le texte « { $language } » a { $count } paragraphes, le texte « { $source } » en a { $source_count }
    .help = les deux textes se lisent face à face : donnez-leur les mêmes paragraphes, dans le même ordre
text-much-longer = le texte de « { $key } » est beaucoup plus long en « { $longer } » ({ $long } signes) qu’en « { $shorter } » ({ $short })
    .help = vérifiez que rien ne manque dans l’un, ou n’est de trop dans l’autre

## Registre des traductions

translation-changed = le texte source de « { $key } » a changé depuis sa traduction « { $language } »
    .help = avant : « { $before } » ; maintenant : « { $now } » ; revoyez la traduction, puis : { $aimf } translations accept { $key }{ $in-site }
translation-new = la traduction « { $language } » de « { $key } » n’a pas encore été acceptée
    .help = relisez-la, puis : { $aimf } translations accept { $key }{ $in-site }
translations-new = aucune traduction « { $language } » n’a encore été acceptée ({ $count } textes)
    .help = relisez-les, puis : { $aimf } translations accept --language { $language }{ $in-site }
ledger-line = cette ligne n’est pas du registre des traductions
    .help = supprimez-la, puis : { $aimf } translations{ $in-site }

## Markdown

pasted-misread = « { $found } » est sans doute une lettre mal copiée
    .help = récrivez le mot : « crÃ©Ã©e », par exemple, était « créée »
pasted-bullet = « { $found } » est sans doute une puce collée depuis un traitement de texte
    .help = pour une liste, commencez chaque ligne par un tiret et une espace : - un texte
pasted-table = une tabulation au milieu d’une ligne : un tableau collé, sans doute
    .help = écrivez ses cellules entre des barres, | année | lieu |, avec | --- | --- | sous la première ligne
pasted-hyphen = « { $found } » à la fin d’une ligne est sans doute un mot coupé, venu d’un PDF
    .help = écrivez le mot sur une seule ligne : { $joined } ; s’il a un trait d’union, gardez-le
quotation-marked = des guillemets autour de toute la citation : le site met déjà les siens
    .help = enlevez ceux du début et de la fin
raw-html = du HTML dans un texte
    .help = écrivez en Markdown : **important**, [texte du lien](page:contact) ; pour le signe lui-même, mettez \ devant <
block-in-line = ce texte doit tenir en un seul paragraphe
    .help = enlevez la liste, le titre ou la ligne vide
link-scheme = le lien vers « { $target } » n’est pas possible
    .help = { $right ->
        [none] un lien commence par https://, mailto:, tel:, page: ou file:
       *[other] écrivez { $right } entre les parenthèses
    }
link-empty = le lien n’a pas de texte ou ne mène nulle part
    .help = écrivez [texte du lien](page:contact)
link-nested = un lien ou une image à l’intérieur d’un lien
    .help = séparez les deux
link-broken = un lien mal formé
    .help = écrivez [texte du lien](page:contact) : les crochets d’abord, sans espace avant la parenthèse ni dans l’adresse
emphasis-unclosed = les signes « { $marks } » s’afficheraient tels quels
    .help = écrivez { $marks }important{ $marks }, sans espace à l’intérieur ; pour les signes eux-mêmes, mettez \ devant chacun
footnote = le site n’a pas de notes de bas de page
    .help = mettez la note entre parenthèses dans le texte ; pour les signes eux-mêmes, mettez \ devant [
task-list = le site n’a pas de cases à cocher
    .help = écrivez une liste simple : - un texte
table-cells = cette ligne du tableau a { $found } cellules, pour { $columns } colonnes
    .help = enlevez un | de cette ligne, ou ajoutez une colonne à la première et à la deuxième ; pour le signe lui-même, écrivez \|
control-sign = un signe invisible qu’aucune page ne peut contenir
    .help = effacez et récrivez ce passage : le signe vient sans doute d’un copier-coller
link-title = un titre après l’adresse du lien
    .help = enlevez ce qui suit l’adresse : beaucoup de lecteurs ne le verraient jamais
heading-skips-level = un titre « { $found } » ne peut pas suivre ici
    .help = écrivez au plus « { $allowed } » : un titre descend d’un seul niveau à la fois
picture-elsewhere = l’image n’est pas un fichier du site
    .help = mettez l’image dans le dossier « static » et écrivez ![ce qu’elle montre](file:image.jpg)
picture-is-document = « { $file } » est un document, et pas une image : une page ne peut que mener à lui
    .help = enlevez le point d’exclamation : { $right }
alternative-missing = l’image « { $file } » n’a pas de texte pour les personnes qui ne la voient pas
    .help = écrivez ce qu’elle montre : ![Les maires réunis à Tunis](file:{ $file }) ; si elle ne fait que décorer : ![](decoration:{ $file })
alternative-is-name = le texte de l’image « { $file } » est « { $found } », qui ne dit rien à qui ne la voit pas
    .help = écrivez ce qu’elle montre : ![Les maires réunis à Tunis](file:{ $file }) ; si elle ne fait que décorer : ![](decoration:{ $file })
decoration-with-words = l’image « { $file } » est marquée comme un décor, et elle a un texte
    .help = enlevez le texte entre crochets, ou écrivez « file: » à la place de « decoration: »
picture-too-heavy = l’image « { $file } » pèse { $size } ko ; la limite est de { $limit } ko
    .help = enregistrez-la en JPEG ou en PNG : le site réduit lui-même ces images ; un dessin (SVG) s’enregistre en « SVG optimisé »
picture-too-large = l’image « { $file } » mesure { $width } × { $height } pixels ; la limite est de { $limit } pixels de côté
    .help = réduisez-la, ou enregistrez-la en JPEG ou en PNG : le site réduit lui-même ces images
picture-transparent = l’image « { $file } », qui a des parties transparentes, pèserait { $size } ko ; la limite est de { $limit } ko
    .help = enregistrez-la sans transparence, en JPEG : le site la réduit alors lui-même
picture-file-too-large = l’image « { $file } » pèse { $size } Mo ; la limite est de { $limit } Mo
    .help = enregistrez-la de nouveau en JPEG, avec une qualité de 80 % par exemple
picture-too-many-pixels = l’image « { $file } » mesure { $width } × { $height } pixels, plus de { $limit } millions en tout
    .help = réduisez-la à 4 000 pixels de côté, ou enregistrez-la comme photo JPEG ordinaire (non progressive) : aucune page ne la montre si grande
picture-broken = l’image « { $file } » est incomplète ou abîmée
    .help = copiez-la de nouveau depuis l’appareil ou le message d’où elle vient ; si elle s’ouvre dans un logiciel d’images, enregistrez-la de nouveau en JPEG ou en PNG
picture-prepared = { $file } : { $pixels } pixels, { $before } → { $after } ko{ $removed ->
        [position] {"\u202F"}; position retirée
        [metadata] {"\u202F"}; métadonnées retirées
       *[none] {""}
    }
    .help = rien à faire
picture-unreadable = « { $file } » n’est pas { $found ->
        [none] une image que le site sait lire
       *[other] ce que son nom annonce : c’est une image « { $found } »
    }
    .help = { $right ->
        [none] enregistrez-la de nouveau depuis un logiciel d’images, en choisissant son format (PNG, JPEG, WebP, SVG)
       *[other] renommez-la, dans le dossier et dans les textes : { $right }
    }
svg-active = le dessin contient « { $found } », qui agit au lieu de dessiner
    .help = enregistrez le dessin de nouveau en « SVG simple », sans script ni style importé
svg-foreign = le dessin va chercher « { $address } » hors du site
    .help = mettez dans le dessin lui-même ce dont il a besoin (dans un logiciel de dessin : « incorporer l’image »)
stylesheet-foreign = la feuille de style va chercher « { $address } »
    .help = mettez dans la feuille elle-même ce dont elle a besoin : un visiteur ne doit être connu que de ce site, et les navigateurs ont pour consigne de ne rien charger d’autre
stylesheet-brace = { $found ->
        [opening] une accolade « {"{"} » que rien ne ferme
       *[closing] une accolade « {"}"} » que rien n’a ouverte
    }
    .help = { $found ->
        [opening] ajoutez l’accolade fermante après la dernière ligne de la règle
       *[closing] enlevez-la : les navigateurs sauteraient la règle qui la suit
    }
caption-in-paragraph = une légende sur une image à l’intérieur d’un paragraphe
    .help = mettez l’image seule sur sa ligne, entre deux lignes vides
fact-malformed = une accolade qui n’entoure pas le nom d’un renseignement
    .help = écrivez par exemple {"{"}contact.phone{"}"} ; pour une accolade dans le texte, mettez \ devant
markup-unknown = cette forme de Markdown n’est pas utilisée par le site
    .help = utilisez des paragraphes, des listes, des titres, **important**, *italique* et des liens

## Mots de l’interface

fluent-syntax = cette ligne n’est pas écrite comme il faut
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
reference-needs = le message « { $message } » cite « { $reference } », qui a besoin de « { $variable } »
    .help = « { $variable } » n’est pas donné ici : écrivez les mots eux-mêmes à la place de {"{"} { $reference } {"}"}
reference-cycle = le message « { $message } » se cite lui-même, par « { $reference } »
    .help = écrivez les mots eux-mêmes à la place de {"{"} { $reference } {"}"}
messages-stand-in = il manque ici { $messages } : { $from ->
        [program] le programme met ses propres mots à la place
       *[other] le programme met les mots de la langue « { $from } » à la place
    }
    .help = ajoutez une ligne par message, son nom = ce que le site doit dire ; les autres langues montrent ce qu’il dit
