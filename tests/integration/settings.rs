//! Options, variables and `aimf.toml`: which goes before which, and what is said of a slip.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::program::{aimf, run, text};

fn aimf_in(folder: &Path) -> Command {
    let mut command = aimf();
    command.current_dir(folder).env_remove("AIMF_COMPRESSION");
    command
}

fn configured(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("aimf.toml"), settings).unwrap();
    folder
}

#[test]
fn an_option_goes_before_a_variable_and_a_variable_before_the_file() {
    let folder = configured(
        "# The public site\nlisten = [\"127.0.0.1:8081\", \"unix:/run/aimf.sock\"]\ndrain = 2.5\nidle-timeout = 60\n",
    );
    let mut command = aimf_in(folder.path());
    command.args(["config", "--max-connections", "99", "--watch=poll"]).env("AIMF_DRAIN", "3");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn what_is_in_force_can_be_kept_as_a_file_of_settings() {
    let folder = configured("base-url = \"https://aimf.example/a\"\nlang = \"fr\"\nadmin-listen = \"[::1]:9090\"\n");
    let first = text(&aimf_in(folder.path()).arg("config").output().unwrap().stdout);
    let kept = folder.path().join("kept.toml");
    fs::write(&kept, &first).unwrap();
    let second = aimf_in(folder.path()).args(["config", "--config"]).arg(&kept).output().unwrap();
    let plain = |text: &str| {
        let lines = text.lines().map(|line| line.split("  # ").next().unwrap().to_owned());
        lines.collect::<Vec<_>>()
    };
    assert_eq!(plain(&first), plain(&text(&second.stdout)), "{}", text(&second.stderr));
}

#[test]
fn a_slip_in_the_file_is_told_with_its_place() {
    let folder = configured(
        "lisen = \"127.0.0.1:8080\"\nlisten = [\"127.0.0.1:0\", \"banana\"]\nmax-head-bytes = 100\n\
         watch = \"now\"\nconfig = \"x\"\n[limits]\ndrain = 1\n",
    );
    let output = aimf_in(folder.path()).arg("serve").output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
    insta::assert_snapshot!(text(&output.stderr).replace(env!("CARGO_BIN_EXE_aimf"), "aimf"));
    let folder = configured("listen = [\n");
    let output = aimf_in(folder.path()).arg("check").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("aimf: aimf.toml:"), "{}", text(&output.stderr));
}

#[test]
fn every_problem_of_the_file_is_told_in_one_run() {
    let folder = configured("drain = \nlisen = 1\nretain = 2026-11-24\nlisten = [[1]]\nwatch = \"now\"\n");
    let output = aimf_in(folder.path()).arg("serve").output().unwrap();
    let told = text(&output.stderr);
    let lines: Vec<_> = told.lines().map(|line| line.split(": ").nth(1).unwrap().split(':').nth(1).unwrap()).collect();
    assert_eq!(lines, ["1", "2", "3", "4", "5"], "{told}");
}

#[test]
fn a_variable_that_is_set_to_nothing_is_not_set() {
    let folder = configured("drain = 2.5\nlang = \"fr\"\n");
    let plain = text(&aimf_in(folder.path()).arg("config").output().unwrap().stdout);
    let keys = plain.lines().map(|line| line.trim_start_matches("# ").split(' ').next().unwrap());
    let variables =
        keys.chain(["config", "editor-link"]).map(|key| format!("AIMF_{}", key.replace('-', "_").to_uppercase()));
    let variables: Vec<_> = variables.map(|name| (name, "")).collect();
    let output = aimf_in(folder.path()).arg("config").envs(variables.clone()).output().unwrap();
    assert_eq!((text(&output.stdout), text(&output.stderr)), (plain, String::new()));
    let output = aimf_in(folder.path()).arg("check").envs(variables).output().unwrap();
    assert!(text(&output.stdout).starts_with("Tout est en ordre"), "{}", text(&output.stderr));
}

#[test]
fn a_list_may_have_spaces_around_its_commas() {
    let mut command = aimf();
    command
        .arg("config")
        .env("AIMF_LISTEN", "127.0.0.1:8081, [::1]:8081")
        .env("AIMF_TRUSTED_PROXY", "10.0.0.0/8 , unix");
    let output = command.output().unwrap();
    let told = text(&output.stdout);
    assert!(
        told.contains("listen = [\"127.0.0.1:8081\", \"[::1]:8081\"]  # AIMF_LISTEN\n"),
        "{}",
        text(&output.stderr)
    );
    assert!(told.contains("trusted-proxy = [\"10.0.0.0/8\", \"unix\"]  # AIMF_TRUSTED_PROXY\n"), "{told}");
}

#[test]
fn the_file_may_be_named_and_must_then_be_there() {
    let folder = configured("lang = \"fr\"\n");
    let file = folder.path().join("aimf.toml");
    let french = "Tout est en ordre";
    let output = aimf().arg("check").env("AIMF_CONFIG", &file).output().unwrap();
    assert!(text(&output.stdout).starts_with(french));
    let output = run(&["check", "--config", file.to_str().unwrap()]);
    assert!(text(&output.stdout).starts_with(french));
    let output = aimf_in(folder.path()).arg("check").output().unwrap();
    assert!(text(&output.stdout).starts_with(french));
    let output = run(&["check", "--config", "/nonexistent/aimf.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("aimf: /nonexistent/aimf.toml cannot be read"));
}

#[test]
fn help_and_completions_do_not_depend_on_the_file() {
    let folder = configured("nonsense = 1\n");
    for arguments in [&["--help"][..], &["completions", "bash"], &["man"], &["man", "serve"]] {
        let output = aimf_in(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn completions_and_the_manual_know_every_option() {
    let manual = text(&run(&["man", "serve"]).stdout).replace('\\', "");
    let settings = text(&run(&["config"]).stdout);
    let keys = settings.lines().map(|line| line.trim_start_matches("# ").split(' ').next().unwrap());
    let shells =
        ["bash", "zsh", "fish", "powershell", "elvish"].map(|shell| text(&run(&["completions", shell]).stdout));
    let mut known = 0;
    for key in keys {
        assert!(manual.contains(&format!("--{key}")), "{key}");
        for shell in &shells {
            assert!(shell.contains(key), "{key}");
        }
        known += 1;
    }
    assert!(known > 15, "{settings}");
    let output = run(&["man", "sereve"]);
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(2), "aimf: there is no command sereve\n".to_owned())
    );
}
