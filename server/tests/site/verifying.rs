//! Checking a file that is no backup.

use std::fs;

use crate::shell::Shell;

#[test]
fn a_file_of_another_kind_is_said_to_be_no_backup_and_nothing_in_it_is_shown() {
    let shell = Shell::new();
    let secrets = "root:x:0:0:hush:/root:/bin/bash\n";
    for (what, bytes) in [
        ("lines", secrets.repeat(40)),
        ("a short file", secrets.to_owned()),
        ("one line", "hush ".repeat(500)),
    ] {
        shell.write("passwd", &bytes);
        for command in ["verify", "restore"] {
            let said = shell.type_in(&[command, "passwd"]);
            assert!(!said.ok, "{what}");
            assert_eq!(
                said.err,
                "dateline: passwd is not a whole backup: it is none at all, but a file of another kind\n",
                "{what}"
            );
        }
    }
}

#[test]
fn where_a_backup_stops_to_be_one_what_stands_there_instead_is_not_shown() {
    let shell = Shell::new();
    shell.write(
        "one.md",
        "---\ntitle: One\nsection: World\n---\n\nA story.\n",
    );
    assert!(shell.type_in(&["import", "one.md"]).ok);
    shell.write("data/pages/about.md", "We are two.");
    assert!(shell.type_in(&["backup", "monday.tar"]).ok);
    let file = shell.path().join("monday.tar");
    let mut bytes = fs::read(&file).unwrap();
    let text = bytes
        .windows(11)
        .position(|it| it == b"We are two.")
        .unwrap();
    let next = (text + 11).next_multiple_of(512);
    let others = "root:x:0:0:hush:/root:/bin/bash\n".repeat(16);
    bytes[next..next + 512].copy_from_slice(others.as_bytes());
    fs::write(&file, bytes).unwrap();
    let said = shell.type_in(&["verify", "monday.tar"]);
    assert!(!said.ok);
    assert!(
        said.err.contains("monday.tar is not a whole backup: ")
            && said.err.contains("pages/about.md"),
        "{}",
        said.err
    );
    assert!(!said.err.contains("hush"), "{}", said.err);
}
