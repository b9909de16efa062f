### Ce que la ligne de commande dit d’elle-même, en français. L’anglais est le commentaire de la déclaration, dans src/cli.

aimf = Le site de l’AIMF, l’association internationale des maires francophones.
    .long = Sans commande, sert le site que le programme porte, à <http://127.0.0.1:8080>. Chaque option qui a une variable peut aussi se trouver dans un fichier de réglages, sous son nom : les options l’emportent sur les variables, les variables sur le fichier.

## Les commandes

command-serve = Servir le site en HTTP (la commande par défaut)
command-preview = Montrer le site à son rédacteur, dans un navigateur de cet ordinateur : chaque fichier aussitôt enregistré, avec ce qui n’y va pas
command-check = Dire chaque problème d’un site, son endroit et ce qu’il faut écrire à la place
command-translations = Dire les traductions à faire ou à relire ; accepter des traductions
command-translations-accept = Noter que des traductions correspondent au texte actuel, une fois que quelqu’un les a relues
command-language = Ajouter une langue, ou en enlever une
command-language-add = Ajouter une langue comme brouillon : le site continue dans ses autres langues jusqu’à ce que la nouvelle soit complète
command-language-remove = Enlever une langue avec tous ses textes ; dit ce qui s’en irait, et ne l’enlève qu’avec « --yes »
command-schema = Écrire un schéma JSON pour chaque fichier de contenu, avec lequel les éditeurs de texte complètent et vérifient
command-init = Écrire le site que le programme porte comme un dossier, pour commencer
command-export = Écrire le site en fichiers, pour un serveur de fichiers ou un CDN
command-health = Dire si le serveur en marche est prêt : code de sortie 0 s’il l’est, 1 sinon
command-config = Montrer les réglages qu’aurait « serve », et d’où vient chacun
command-completions = Écrire de quoi compléter les commandes dans un interpréteur
command-man = Écrire la page de manuel, du programme ou d’une commande
command-help = Montrer cette aide, ou celle d’une commande

## Les options

option-help = Montrer cette aide
option-version = Montrer la version
option-config = Le fichier de réglages [par défaut : « aimf.toml » dans le dossier courant, s’il y est]
option-site = Le dossier du site, qui contient « content », « locales » et « static » [par défaut : le dossier courant si c’est celui d’un site, sinon le site que le programme porte]
option-preview-site = Le dossier du site, qui contient « content », « locales » et « static »
option-base_url = L’adresse publique du site, par exemple <https://www.example.org>, dont sont faits les liens absolus [par défaut : celle de « site.toml », sinon l’adresse d’écoute, sauf pour « export »]
    .form = une adresse, par exemple https://www.example.org
option-lang = La langue dans laquelle le programme parle [par défaut : celle du terminal]
option-listen = Où écouter : une adresse et un port (0 pour n’importe quel port libre) ou « unix:CHEMIN » ; peut être donnée plusieurs fois [par défaut : les sockets que systemd passe, sinon 127.0.0.1:8080]
    .form = une adresse et un port, par exemple 127.0.0.1:8080, ou unix:/run/aimf.sock
option-preview-listen = L’adresse de cet ordinateur et le port d’écoute [par défaut : le port 8080, ou le premier suivant qui est libre]
    .form = une adresse de cet ordinateur et un port, par exemple 127.0.0.1:8080
option-socket_mode = Qui peut se connecter aux sockets unix, comme droits d’un fichier en octal
    .form = trois chiffres octaux, par exemple 660
option-admin_listen = Où répondent « /healthz », « /readyz » et « /metrics », pour ceux qui exploitent le site [par défaut : les sockets nommés « admin » que systemd passe, sinon nulle part]
    .form = une adresse et un port, par exemple 127.0.0.1:9090, ou unix:/run/aimf-admin.sock
option-health-admin_listen = Où répond « /readyz » du serveur
    .form = une adresse et un port, par exemple 127.0.0.1:9090, ou unix:/run/aimf-admin.sock
option-watch = Publier le site de nouveau quand un de ses fichiers change ; « poll » lit les fichiers chaque seconde, pour les disques en réseau
option-preview-no_open = N’ouvrir aucun navigateur
option-preview-verbose = Tenir le journal comme « serve »
option-preview-watch = Comment les changements sont trouvés ; « poll » lit les fichiers chaque seconde, pour les disques en réseau
option-state = Où est gardé le dernier bon site, pour qu’un démarrage sur des fichiers fautifs puisse le servir ; avec « --site » seulement [par défaut : le dossier que systemd donne pour cela, sinon aucun]
option-check-state = Le dossier d’état du serveur, pour dire quelle édition il sert tant qu’il y a des erreurs
option-compression = Ce que vaut la compression : « best » pour les visiteurs, « fast » là où personne n’est sur un réseau lent
option-log = Ce qui est à noter : un niveau (« error », « warn », « info », « debug »), ou plus précisément par module (« info,aimf::live=debug »)
    .form = un niveau, par exemple info, ou des modules, par exemple info,aimf::live=debug
option-log_format = La forme du journal [par défaut : « pretty » dans un terminal, « json » ailleurs]
option-access_log = Si chaque requête est une ligne du journal, au niveau « info » de « aimf::access »
option-log_addresses = Si la ligne contient l’adresse IP du visiteur ; la page du site sur les données personnelles dit que non
option-trusted_proxy = Un réseau de mandataires dont « X-Forwarded-For », « Forwarded » et « X-Request-Id » sont crus, pour le journal seulement : « 10.0.0.0/8 », une adresse, ou « unix » pour les sockets unix ; peut être donnée plusieurs fois [par défaut : personne n’est cru]
    .form = un réseau, par exemple 10.0.0.0/8, une adresse, ou unix
option-connections = Les connexions à la fois ; au-delà, la réponse est 503
    .form = un nombre de 1 à 1000000
option-head = Du premier octet d’une requête à la fin de son en-tête
    .form = un nombre de secondes, par exemple 10 ou 0.5
option-idle = Entre deux requêtes d’une connexion ; plus longtemps qu’un mandataire placé devant ne garde les siennes
    .form = un nombre de secondes, par exemple 75
option-response = Pour qu’un client prenne une réponse entière
    .form = un nombre de secondes, par exemple 60
option-head_bytes = Tout l’en-tête d’une requête ; au-delà, 431
    .form = un nombre de 8192 à 1048576
option-header_fields = Les champs de l’en-tête d’une requête ; au-delà, 431
    .form = un nombre de 1 à 10000
option-target_bytes = La cible d’une requête ; au-delà, 414
    .form = un nombre de 1 à 65535
option-drain = Pour que les connexions se terminent en bon ordre quand le programme doit s’arrêter
    .form = un nombre de secondes, par exemple 8
option-editor_link = L’adresse qui ouvre votre éditeur de texte à un endroit
option-strict = Échouer aussi sur les avertissements
option-format = Comment les problèmes sont dits
option-keys = Les clés des textes, ou leur début, par exemple le nom d’un fichier [par défaut : toutes]
option-language = Le code de la langue [par défaut : toutes]
option-code = Le code de la langue (BCP 47), par exemple pt ou pt-BR
option-remove-code = Le code de la langue, comme dans content/site.toml
option-yes = Le faire
option-schema-folder = Le dossier du site, dans lequel le dossier « schemas » est écrit
option-folder = Le dossier où écrire : un nouveau, ou un vide
option-out = Le dossier où écrire : un nouveau, ou un vide
option-shell = L’interpréteur
option-command = La commande [par défaut : le programme tout entier]

## Les valeurs possibles

value-compression-best = aussi petit que possible, pour les visiteurs sur un réseau lent
value-compression-fast = environ un septième de plus, en un dixième du temps : pour qui a le site sur la même machine
value-watch-auto = d’après les avis du système
value-watch-poll = en lisant les fichiers chaque seconde
value-log_format-pretty = pour des personnes
value-log_format-json = un objet JSON par ligne
value-format-text = pour des personnes, sur la sortie d’erreur
value-format-json = un objet JSON par ligne
value-format-github = annotations dans un workflow de GitHub

## Les mots de l’aide

heading-commands = Commandes
heading-arguments = Arguments
heading-options = Options
heading-log = Journal
heading-limits = Limites
usage = Utilisation :
default = par défaut :
variable = variable :
values = valeurs possibles :
name-dir = DOSSIER
name-file = FICHIER
name-language = LANGUE
name-where = ADRESSE
name-addr = ADRESSE
name-how = COMMENT
name-what = QUOI
name-form = FORME
name-whether = ON-OFF
name-number = NOMBRE
name-seconds = SECONDES
name-bytes = OCTETS
name-template = MODÈLE
name-keys = CLÉS
name-folder = DOSSIER
name-out = DOSSIER
name-shell = INTERPRÉTEUR
name-command = COMMANDE
name-code = CODE

## Ce qui ne va pas dans une ligne de commande

error-unknown = « { $what } » n’existe pas ici{ $near ->
    [none] {""}
   *[other]  ; vouliez-vous dire « { $near } » ?
}
error-command = la commande « { $what } » n’existe pas{ $near ->
    [none] {""}
   *[other]  ; vouliez-vous dire « { $near } » ?
}
error-value = « { $value } » n’est pas une valeur possible de { $what } ; les valeurs possibles sont : { $known }
error-form = « { $value } » ne convient pas à { $what } ; écrivez { $known }
error-no-value = { $what } demande une valeur
error-equals = la valeur de { $what } s’écrit après un signe =, sans espace
error-conflict = { $what } ne va pas avec { $known }
error-missing = il manque { $known }
error-missing-command = il manque une commande ; les commandes sont : { $known }
error-twice = { $what } est donné une fois de trop
error-unreadable = un argument contient des signes illisibles
error-other = la ligne de commande n’est pas comprise ({ $what })
error-help = Pour l’aide : { $what } --help
