### Mots de l’interface, en français. Le contenu n’est jamais ici : il est dans content/.
### Espaces : U+00A0 devant « : » et dans les guillemets, U+202F devant ; ! ?

## Repères de la page

skip-link = Aller au contenu
main-navigation = Navigation principale
languages = Langues
# Dans le menu des langues d’une page qui n’est pas en français : « Français – Accueil »
language-elsewhere = { $language } – { $page }
language-elsewhere-name = { $label } : cette page n’existe pas encore dans cette langue
breadcrumb = Fil d’Ariane
footer-navigation = Pied de page
on-this-page = Sur cette page
pages-below = Dans cette partie
# L’annonce que chaque page montre pendant quelques jours
notice = Annonce

## Ce que l’aperçu montre et que les visiteurs ne voient pas, chaque message sur une ligne

preview-draft = Aperçu : brouillon, que les visiteurs ne voient pas.
preview-not-yet = Aperçu : visible des visiteurs à partir du { $date }.
preview-over = Aperçu : plus visible des visiteurs depuis la fin du { $date }.

## Nombres, en lettres jusqu’à trente

number-word = { $n ->
    [1] un
    [2] deux
    [3] trois
    [4] quatre
    [5] cinq
    [6] six
    [7] sept
    [8] huit
    [9] neuf
    [10] dix
    [11] onze
    [12] douze
    [13] treize
    [14] quatorze
    [15] quinze
    [16] seize
    [17] dix-sept
    [18] dix-huit
    [19] dix-neuf
    [20] vingt
    [21] vingt et un
    [22] vingt-deux
    [23] vingt-trois
    [24] vingt-quatre
    [25] vingt-cinq
    [26] vingt-six
    [27] vingt-sept
    [28] vingt-huit
    [29] vingt-neuf
    [30] trente
   *[other] { $n }
}
# « vingt ans plus tard », entre deux dates de l’histoire
years-later = { $n ->
    [one] { number-word } an plus tard
   *[other] { number-word } ans plus tard
}
# « sept ans », sous une durée dessinée
years-long = { $n ->
    [one] { number-word } an
   *[other] { number-word } ans
}
# « 20 ans », sur la règle
years-count = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}

## Les dessins

rosace-title = { $members } points, un par membre, entourés de { $countries } rayons, un par pays.
rosace-key = Un point par membre, un rayon par pays.
rosace-caveat = La position des points ne figure pas la géographie.
rosace-empty-title = { $members } places, dont une vide, entourées de { $countries } rayons.
ruler-title = Règle des années, de { $first } à { $last } : { $events } dates, à l’échelle. La liste qui suit dit la même chose en toutes lettres.
ruler-key = Une graduation par an.
ruler-spans = Les traits épais sont les durées annoncées des partenariats.
# Quand un événement dit sa fin
ruler-lengths = Les traits épais sont des durées.

## Titres et étiquettes

key-figures = Chiffres clés
from-to = De { $first } à { $last }
offices-as-of = Fonctions en { $year }
# Quand la personne les a prises, et quand elle les a quittées, si on le sait
offices-since = Fonctions en { $year }, depuis { $from }
offices-until = Fonctions jusqu’en { $until }
offices-between = Fonctions de { $from } à { $until }
quote-open = «{" "}
quote-close = {" "}»
cite-paragraph = Citer le paragraphe { $id }
objectives-in-full = Vision et objectifs, en entier
projects-in-full = Les projets clés, en entier
partners = Partenaires
data = Données
data-lede = Les mêmes dates, en données ouvertes :

figure-members = { $members ->
    [one] membre
   *[other] membres
} en { $year }
figure-countries = { $countries ->
    [one] pays
   *[other] pays
} en { $year }
figure-founded = année de fondation
data-timeline = Les dates (CSV)
data-site = Tout le contenu (JSON)

## Contact

telephone = Téléphone
fax = Fax
email = Courriel
see-on-map = Voir l’adresse sur OpenStreetMap
vcard = Fiche de contact (vCard)
social-networks = Réseaux sociaux
paris-time = Heure de Paris : UTC+1 en hiver, UTC+2 en été.

# « Téléphone : +33 … », sur une ligne
labelled = { $label } : { $value }
date = { day-number } { month-name } { $year }
day-number = { $day ->
    [1] 1er
   *[other] { $day }
}
month-name = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
month-year = { month-name } { $year }
# « du 3 » et « au 5 mai 2013 » : le début et la fin de ce qui a duré
date-from = { $form ->
    [day] du { day-number }
    [day-month] du { day-number } { month-name }
    [day-month-year] du { date }
    [month] { $month ->
        [4] d’{ month-name }
        [8] d’{ month-name }
        [10] d’{ month-name }
       *[other] de { month-name }
    }
    [month-year] { $month ->
        [4] d’{ month-year }
        [8] d’{ month-year }
        [10] d’{ month-year }
       *[other] de { month-year }
    }
   *[year] de { $year }
}
date-to = { $form ->
    [day-month-year] au { date }
    [month-year] à { month-year }
   *[year] à { $year }
}

## Pied de page

conformity = { $status ->
    [full] totalement conforme
    [partial] partiellement conforme
   *[none] non conforme
}
accessibility-state = Accessibilité : { conformity }
content-date = Textes et chiffres de { $year }.
side-by-side-link = { $first } et { $second }, face à face

page-weight = Cette page pèse environ { $kilobytes } ko.

## Documents

# Après les mots d’un lien vers un document : « le rapport (PDF, 0,3 Mo) »
document-format = { $format ->
    [csv] CSV
    [docx] DOCX
    [ics] ICS
    [json] JSON
    [mp3] MP3
    [mp4] MP4
    [ods] ODS
    [odt] ODT
    [txt] texte
    [xlsx] XLSX
   *[pdf] PDF
}
document-size = { $unit ->
    [kb] { $whole } ko
   *[mb] { $whole }{ $tenth ->
        [0] {""}
       *[other] ,{ $tenth }
    } Mo
}
document-details = { $format ->
    [none] ({ $size })
   *[other] ({ $format }, { $size })
}

## Dossier, face à face, plan du site

dossier-how = Cette page réunit les textes du site. Elle s’imprime sur quatre feuilles A4 au plus : menu Imprimer du navigateur, ou Ctrl + P.
dossier-except = N’y sont pas, et se lisent à leur adresse :
side-by-side-lede = Chaque phrase en regard de sa traduction, sous le repère qui permet de la citer.
reference = Repère
site-map-pages = Pages
site-map-data = Données et fichiers
side-by-side-title = { $title } : { $first } et { $second } face à face
side-by-side-description = { $title } en deux langues ({ $first }, { $second }), phrase en face de phrase, pour vérifier ou citer une traduction.
site-map-side-by-side = Face à face

## Erreur 404

not-found-title = Cette place est vide.
not-found-lede = Aucune page ne se trouve à cette adresse (erreur 404).

## Images de partage

card-alternative = { $title }. { $members } membres dans { $countries } pays en { $year }, figurés par { $members } points et { $countries } rayons.
# La ligne de l’image de partage
card-line = { $members } membres dans { $countries } pays · { $year }
