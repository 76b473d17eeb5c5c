// Searching tables. Without this script everything is there, unfiltered.
for (const field of document.querySelectorAll("input[data-table]")) {
  const rows = [...document.getElementById(field.dataset.table).tBodies[0].rows];
  const out = field.parentElement.querySelector("output");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    out.textContent = words.length ? `${shown} ${out.dataset.of} ${rows.length}` : "";
  };
  field.parentElement.hidden = false;
  field.addEventListener("input", search);
}
// On paper, what is folded away is unfolded.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => (part.open = true)));
