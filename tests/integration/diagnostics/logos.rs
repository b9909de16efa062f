//! Logos: what is wrong with one is told once, and in the form in which a logo is named.

use super::{problems, told};
use crate::support::shipped_site::with;

#[test]
fn a_logo_that_is_there_and_wrong_is_not_called_missing() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    let look = |logo: &str| {
        let mut files = with("content/site.toml", "as_of = 2021\n", "as_of = 2021\n\n");
        let site = std::str::from_utf8(files.get("content/site.toml").unwrap()).unwrap();
        let site = format!("{site}\n[look]\n{logo}\n");
        files.insert("content/site.toml", site);
        files.insert("static/logo.svg", drawing);
        files
    };
    assert_eq!(problems(&look("logo = \"logo.svg\"")), [""; 0]);
    for wrong in [
        drawing.replace("<path", "<script>alert(1)</script><path"),
        drawing.replace("<path", "<path onload=\"x()\""),
        String::new(),
        drawing[..60].to_owned(),
    ] {
        let mut files = look("logo = \"logo.svg\"");
        files.insert("static/logo.svg", wrong.clone());
        let problems = problems(&files);
        assert!(problems.len() == 1 && problems[0].starts_with("static/logo.svg "), "{wrong}: {problems:?}");
    }
    for (logo, help) in [
        ("logo = \"file:logo.svg\"", "write \"logo.svg\""),
        ("logo = \"static\\\\logo.svg\"", "write \"logo.svg\""),
        ("logo = \"logo.svg\"\nlogo_dark = \"logo-fonce.svg\"", "put the file into ‘static’"),
        ("[look.light]\nlink = \"#00563B\"", "did you mean ‘accent’?"),
    ] {
        let told = told(&look(logo));
        assert!(told.contains(help), "{logo}: {told}");
    }
    let mut files = look("");
    let projects = std::str::from_utf8(files.get("content/projects.toml").unwrap()).unwrap().to_owned();
    let partner = "\n[[partners]]\nname.fr = \"Ville\"\nname.en = \"City\"\nlogo = \"logo.png\"\n";
    files.insert("content/projects.toml", projects + partner);
    assert!(told(&files).contains("write \"logo.svg\""), "{}", told(&files));
}
