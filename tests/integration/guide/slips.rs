//! Slips in following the guide: the answer to each is the line to write, and with it all is well.

use aimf::reporter::Reporter;

use crate::support::shipped_site::{check, with};

/// Lines of a shipped file.
struct Slip {
    file: &'static str,
    /// What stands there.
    before: &'static str,
    /// What an editor writes in its place.
    typed: &'static str,
    /// What the answer says to write.
    answer: &'static str,
    /// The same lines once the answer has been followed.
    mended: &'static str,
}

const SLIPS: [Slip; 7] = [
    Slip {
        file: "content/profile.toml",
        before: "members = 305\n",
        typed: "members = 312 membres\n",
        answer: "members = 312",
        mended: "members = 312\n",
    },
    Slip {
        file: "content/profile.toml",
        before: "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]\n",
        typed: "roles.fr = \"présidente de l'AIMF, maire de Paris\"\n",
        answer: "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]",
        mended: "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]\n",
    },
    Slip {
        file: "content/profile.toml",
        before: "roles.en = [\"President of the AIMF\", \"Mayor of Paris\"]\n",
        typed: "",
        answer: "roles.en = [\"…\"]",
        mended: "roles.en = [\"President of the AIMF\"]\n",
    },
    Slip {
        file: "content/site.toml",
        before: "[home]\n",
        typed: "[notice]\ntext.fr = \"Fermé.\"\ntext.en = \"Closed.\"\n\n[home]\n",
        answer: "until = 2027-01-31",
        mended: "[notice]\ntext.fr = \"Fermé.\"\ntext.en = \"Closed.\"\nuntil = 2027-01-31\n\n[home]\n",
    },
    Slip {
        file: "content/contact.toml",
        before: "[address]\n",
        typed: "[networks]\nurl = \"https://www.linkedin.com/company/exemple\"\n\n[address]\n",
        answer: "[[networks]]",
        mended: "[[networks]]\nurl = \"https://www.linkedin.com/company/exemple\"\n\n[address]\n",
    },
    Slip {
        file: "content/profile.toml",
        before: "countries = 54\n",
        typed: "countries 55\n",
        answer: "countries = 55",
        mended: "countries = 55\n",
    },
    Slip {
        file: "content/profile.toml",
        before: "person = \"Anne Hidalgo\"\n",
        typed: "person = Prénom Nom\"\n",
        answer: "person = \"Prénom Nom\"\n",
        mended: "person = \"Prénom Nom\"\n",
    },
];

#[test]
fn a_slip_in_a_recipe_is_answered_with_the_line_to_write_which_mends_it() {
    for Slip { file, before, typed, answer, mended } in SLIPS {
        for reporter in [Reporter::French, Reporter::English] {
            let told = check(&with(file, before, typed), reporter);
            assert!(told.contains(answer), "{typed}: {told}");
            assert_eq!(told.matches("-->").count(), 1, "{typed}: {told}");
        }
        assert_eq!(check(&with(file, before, mended), Reporter::English), "", "{mended}");
    }
}
