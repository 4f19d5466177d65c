// A file of old addresses is put where its rows could be pasted, so that it can be looked over before it is sent.

const rows = document.getElementById("file");

if (rows) {
  const label = document.createElement("label");
  label.htmlFor = "file-chosen";
  label.textContent = "Or a file";
  const chosen = document.createElement("input");
  chosen.id = "file-chosen";
  chosen.type = "file";
  chosen.accept = ".csv,.tsv,.txt,text/csv,text/plain";
  chosen.addEventListener("change", async () => {
    const file = chosen.files[0];
    if (file) rows.value = await file.text();
  });
  rows.after(label, chosen);
}
