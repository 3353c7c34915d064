// The page's script: what is chosen is drawn, what is dropped is read. No library, nothing from elsewhere.
"use strict";

const $ = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=form-token]").content;

// -- asking the server ---------------------------------------------------------------------------

function complain(words) {
  $("alert").textContent = words;
  $("alert").hidden = !words;
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...options, headers: { "x-form-token": token, ...options.headers } });
  } catch (error) {
    if (error.name !== "AbortError") complain("RunStrong is not running any more. Start it again: runstrong serve");
    throw error;
  }
  complain("");
  if (answer.status === 503) complain("A lot is asked for at once. Try again in a moment.");
  if (answer.status === 403) complain("This page is from before. Load it again.");
  return answer;
}

// Sends the file that was chosen; says what came back, also where a file was too large to be read.
async function sendFile(address, input) {
  const form = new FormData();
  form.append("file", input.files[0]);
  const answer = await ask(address, { method: "POST", body: form });
  input.value = "";
  const said = await answer.json().catch(() => ({ problems: [{ message: "the file is too large", severity: "error" }] }));
  return { ok: answer.ok, said };
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function problemItem(problem, labelled) {
  const item = element("li", "", { class: problem.severity });
  const place = [problem.row && `Row ${problem.row}`, problem.label].filter(Boolean).join(", ");
  if (labelled && place) item.append(element("strong", `${place}: `));
  item.append([problem.message, problem.remedy].filter(Boolean).join("; "));
  return item;
}

// -- dropping ------------------------------------------------------------------------------------

// A file is dropped anywhere on the page, and is for the question that takes its kind.
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => document.body.classList.toggle("dropping", event.relatedTarget !== null));
document.addEventListener("drop", (event) => {
  const { files } = event.dataTransfer;
  document.body.classList.remove("dropping");
  if (event.target.type === "file" || !files.length) return;
  event.preventDefault();
  const ending = /[.][^.]*$/.exec(files[0].name)?.[0].toLowerCase();
  const input = [...document.querySelectorAll("input[type=file]")].find((one) => `${one.accept},${one.dataset.told ?? ""}`.split(",").includes(ending));
  if (!input) return complain(`Nothing on this page takes ${files[0].name}.`);
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// -- ending --------------------------------------------------------------------------------------

$("quit")?.addEventListener("click", async () => {
  const answer = await ask("/quit", { method: "POST" });
  if (!answer.ok) return;
  document.querySelector(".top nav").remove();
  $("quit").remove();
  $("main").replaceChildren(element("div", "", { class: "bib message" }));
  $("main").firstChild.append(element("h1", "RunStrong has ended"), element("p", "You can close this window."));
  $("main").focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("a[aria-disabled=true]")) event.preventDefault();
});

// -- printing ------------------------------------------------------------------------------------

// Ctrl-P is for the sheets: all of them and sharp, not for a picture of this page.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "p" || !$("print") || $("print").getAttribute("aria-disabled") === "true") return;
  event.preventDefault();
  $("print").click();
});

// -- the plan ------------------------------------------------------------------------------------

const PLAN = "plan"; // under which a tab keeps what was asked for last

// The way back to the plan page leads to what was asked for there, not to an empty form.
function leadBack() {
  const query = sessionStorage.getItem(PLAN);
  for (const link of document.querySelectorAll("header nav a")) {
    if (query && link.pathname === "/") link.href = `/?${query}`;
  }
}

const DPIS = [60, 96, 144, 192];
const TYPED_FOR = 250; // milliseconds that somebody who types is left alone
const NUMBER_TYPED_FOR = 1200; // a number is half typed for longer: 3 on the way to 30 is no mistake

function planPage() {
  const form = $("options"), image = $("page");
  let query = "", page = 1, labels = [], drawing = new AbortController(), timer = 0;

  const address = (path, more) => `/plan/${path}?${query}${query && more ? "&" : ""}${more}`;

  // Shows what is asked for now; whatever was being drawn for an earlier choice is given up.
  async function redraw() {
    drawing.abort();
    drawing = new AbortController();
    const { signal } = drawing;
    $("waiting").hidden = false;
    $("told").textContent = "";
    for (const picture of [image, ...$("thumbnails").querySelectorAll("img")]) picture.classList.add("old");
    try {
      const sent = new URLSearchParams(new FormData(form));
      const state = await (await ask(`/plan/state?${sent}`, { signal })).json();
      query = state.query;
      history.replaceState(null, "", query ? `/?${query}` : "/");
      sessionStorage.setItem(PLAN, query);
      leadBack();
      showState(state);
      if (!state.plan) return;
      await showPage(signal);
      const found = await ask(address("labels", ""), { signal });
      if (!found.ok) return;
      labels = (await found.json()).labels;
      $("plan-facts").append(` · ${labels.length} ${labels.length === 1 ? "page" : "pages"}`);
      if (page > labels.length) {
        page = 1;
        await showPage(signal);
      }
      showThumbnails(signal);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  function soon(delay) {
    clearTimeout(timer);
    timer = setTimeout(redraw, delay);
  }

  function showState(state) {
    const loose = [];
    for (const list of document.querySelectorAll("[data-problems]")) {
      const own = state.problems.filter((one) => one.field === list.dataset.problems);
      list.replaceChildren(...own.map((one) => problemItem(one, false)));
      const wrong = own.some((one) => one.severity === "error");
      for (const input of form.elements[list.dataset.problems]?.length ? form.elements[list.dataset.problems] : [form.elements[list.dataset.problems]])
        input?.setAttribute?.("aria-invalid", wrong);
      const group = list.closest("details");
      if (own.length && group) group.open = true;
    }
    for (const one of state.problems)
      if (one.severity === "error" || !document.querySelector(`[data-problems="${CSS.escape(one.field)}"]`)) loose.push(problemItem(one, true));
    $("problems").replaceChildren(...loose);
    const waiting = state.problems.find((one) => one.severity === "warning" && one.field);
    if (waiting) $("told").textContent = waiting.message[0].toUpperCase() + waiting.message.slice(1);
    $("command").textContent = state.command;
    for (const link of document.querySelectorAll("[data-file]")) {
      const blocked = !state.plan || state.waits || (link.id === "save-ics" && !state.plan.dated);
      const show = "show" in link.dataset ? "show=1" : "";
      link.href = address(`file.${link.dataset.file}`, show);
      link.setAttribute("aria-disabled", blocked);
    }
    document.querySelector("[data-me]").href = address("me.toml", "");
    $("stage").hidden = $("reasons").hidden = !state.plan;
    if (!state.plan) {
      $("waiting").hidden = true;
      $("plan-facts").textContent = "Something has to be put right first";
      return;
    }
    const { title, language, weeks, sessions, minutes, why, dated } = state.plan;
    const long = minutes[0] === minutes[1] ? minutes[0] : `${minutes[0]}–${minutes[1]}`;
    $("plan-title").textContent = title;
    $("plan-title").lang = language;
    $("plan-facts").textContent = `${weeks} weeks · ${sessions} a week · ${long} minutes`;
    $("ics-hint").hidden = dated;
    $("why").replaceChildren(...why.flatMap((one) => [element("dt", one.topic[0].toUpperCase() + one.topic.slice(1)), element("dd", one.text)]));
    showSet();
  }

  // A closed group says what is set in it.
  function showSet() {
    for (const group of form.querySelectorAll("details")) {
      const set = [...group.querySelectorAll(".question")].filter((question) => {
        const name = question.querySelector("[data-problems]").dataset.problems;
        return new URLSearchParams(query).has(name);
      });
      const names = set.map((question) => question.querySelector("label, legend").textContent.trim().toLowerCase());
      group.querySelector("[data-set]").textContent = names.join(", ");
    }
  }

  async function showPage(signal) {
    const wide = image.parentElement.clientWidth * Math.min(devicePixelRatio, 2) / 8.3;
    const dpi = DPIS.find((one) => one >= Math.min(wide, 144)) ?? 144;
    await load(image, address("page", `page=${page}&dpi=${dpi}`), signal);
    image.hidden = false;
    $("waiting").hidden = true;
    nameThePage();
  }

  async function load(picture, from, signal) {
    const answer = await ask(from, { signal });
    if (!answer.ok) {
      if (answer.status === 422) $("problems").replaceChildren(...(await answer.json()).problems.map((one) => problemItem(one, true)));
      return;
    }
    const before = picture.src;
    picture.src = URL.createObjectURL(await answer.blob());
    await picture.decode().catch(() => undefined);
    picture.classList.remove("old");
    if (before.startsWith("blob:")) URL.revokeObjectURL(before);
    if (picture === image) {
      image.width = image.naturalWidth;
      image.height = image.naturalHeight;
      $("thumbnails").style.setProperty("--ratio", image.naturalWidth / image.naturalHeight);
    }
  }

  function nameThePage() {
    const label = labels[page - 1] ?? "";
    image.alt = `Page ${page}${label ? `: ${label}` : ""}, as it will be printed`;
    $("page-name").textContent = labels.length ? `${label} · ${page} of ${labels.length}` : "";
    $("before").disabled = page <= 1;
    $("after").disabled = page >= labels.length;
    for (const [index, item] of [...$("thumbnails").children].entries()) {
      const button = item.firstElementChild;
      if (index + 1 === page) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
  }

  // A thumbnail is drawn when it is seen for the first time.
  function showThumbnails(signal) {
    const list = $("thumbnails");
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        const picture = target.querySelector("img");
        load(picture, address("page", `page=${target.dataset.number}&dpi=30`), signal).catch(() => undefined);
      }
    }, { rootMargin: "150px" });
    signal.addEventListener("abort", () => seen.disconnect());
    while (list.children.length > labels.length) list.lastElementChild.remove();
    labels.forEach((label, index) => {
      const item = list.children[index] ?? thumbnail(list, index + 1);
      item.querySelector(".name").textContent = label;
      seen.observe(item);
    });
    nameThePage();
  }

  function thumbnail(list, number) {
    const item = element("li", "", { "data-number": number });
    const button = element("button", "", { type: "button" });
    const sheet = element("span", "", { class: "sheet" });
    sheet.append(element("img", "", { alt: "", class: "old" }));
    button.append(sheet, element("span", "", { class: "name" }));
    button.addEventListener("click", () => turnTo(number));
    item.append(button);
    list.append(item);
    return item;
  }

  async function turnTo(number) {
    if (number < 1 || number > labels.length) return;
    page = number;
    image.classList.add("old");
    nameThePage();
    $("thumbnails").children[page - 1]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    await showPage(drawing.signal).catch(() => undefined);
  }

  $("before").addEventListener("click", () => turnTo(page - 1));
  $("after").addEventListener("click", () => turnTo(page + 1));
  image.addEventListener("click", () => image.classList.toggle("whole"));

  // Sessions and days go together: who ticks one more day wants one more session, who wants fewer
  // sessions keeps the first days. Fewer days than sessions wait for the others: until then nothing
  // is printed or saved.
  function matchDays(changed) {
    const ticked = [...form.querySelectorAll("[name=days]:checked")];
    const sessions = [...form.elements.sessions];
    const wanted = sessions.findIndex((one) => one.checked) + 1;
    if (changed === "days" && ticked.length > wanted) sessions[Math.min(ticked.length, sessions.length) - 1].checked = true;
    if (changed === "sessions") for (const day of ticked.slice(wanted)) day.checked = false;
  }

  // Saves what a link leads to, and says so: a browser's own sign is small, or none.
  async function save(link) {
    $("told").textContent = "Saving …";
    const answer = await ask(link.href);
    if (!answer.ok) return location.assign(link.href); // says what is wrong
    const name = decodeURIComponent(answer.headers.get("content-disposition").split("''")[1]);
    const file = URL.createObjectURL(await answer.blob());
    element("a", "", { href: file, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
    $("told").textContent = `Saved in your downloads: ${name}`;
  }

  for (const link of document.querySelectorAll("[data-file]:not([data-show]), [data-me]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("aria-disabled") === "true") return;
      event.preventDefault();
      link.closest(".menu")?.removeAttribute("open");
      save(link).catch(() => ($("told").textContent = ""));
    });
  }

  document.addEventListener("input", ({ target }) => {
    if (target.form !== form) return; // the switch beside the buttons stands outside it
    matchDays(target.name);
    soon(target.type === "number" ? NUMBER_TYPED_FOR : target.type === "text" ? TYPED_FOR : 0);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "edition") page = 1;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  $("colour-picker")?.addEventListener("input", (event) => {
    $("colour").value = event.target.value;
    soon(TYPED_FOR);
  });
  $("next-monday").addEventListener("click", (event) => {
    $("start").value = event.target.dataset.day;
    soon(0);
  });
  $("fresh").addEventListener("click", () => location.assign("/"));
  $("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText($("command").textContent);
    $("copy").textContent = "Copied";
    setTimeout(() => ($("copy").textContent = "Copy it"), 2000);
  });

  async function withFile(input, path, done) {
    if (!input.files.length) return;
    const { ok, said } = await sendFile(path, input);
    if (ok) done(said);
    else $("problems").replaceChildren(...said.problems.map((one) => problemItem(one, true)));
  }

  $("open-me").addEventListener("change", () => withFile($("open-me"), "/plan/open", (said) => location.assign(`/?${said.query}`)));
  $("logo-file")?.addEventListener("change", () =>
    withFile($("logo-file"), "/plan/logo", (said) => {
      $("logo").value = said.logo;
      $("logo-none").hidden = false;
      redraw();
    }));
  $("logo-none")?.addEventListener("click", () => {
    $("logo").value = "";
    $("logo-none").hidden = true;
    redraw();
  });
  document.addEventListener("click", (event) => {
    const menu = document.querySelector(".menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector(".menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  redraw();
}

// -- the exercises -------------------------------------------------------------------------------

function exercisesPage() {
  const form = $("filter");
  if (!form) return;
  const levels = ["beginner", "intermediate", "experienced"];
  function filter() {
    const data = new FormData(form);
    const words = data.get("words").toLowerCase().split(/\s+/);
    const kit = data.getAll("kit");
    let count = 0;
    for (const card of $("cards").children) {
      const needs = card.dataset.kit.split(" ").filter(Boolean);
      const shown = words.every((word) => card.dataset.words.includes(word))
        && needs.every((one) => kit.includes(one))
        && (!data.get("level") || levels.indexOf(card.dataset.level) === levels.indexOf(data.get("level")))
        && (!data.get("muscle") || card.dataset.muscles.split("|").includes(data.get("muscle")));
      card.hidden = !shown;
      count += shown;
    }
    $("found").textContent = count === 1 ? "1 exercise" : `${count} exercises`;
    $("nothing").hidden = count > 0;
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

// -- a club --------------------------------------------------------------------------------------

const TAKE_OUT = "Take this row out", REALLY = "Really take it out of the roster";
const RUN = "run"; // under which a tab keeps which piece of work it waits for
const LOOKED = 700, LOOKED_IDLY = 4000; // milliseconds between two looks how far a piece of work is

function clubPage() {
  if (!$("roster")) return;
  let table, open = 0, due = { due: 0, changed: 0 }, look = () => undefined, shown = 0, lettersOf = 0, lookingAt = new AbortController();

  const say = (list, problems) => list.replaceChildren(...problems.map((one) => problemItem(one, true)));

  async function send(path, data) {
    const answer = await ask(path, { method: "POST", body: JSON.stringify(data), headers: { "content-type": "application/json" } });
    const said = await answer.json().catch(() => ({ problems: [] }));
    return { ok: answer.ok, said };
  }

  // The roster: every problem beside its cell.
  async function readTable() {
    const answer = await ask("/club/table");
    const said = await answer.json();
    if (answer.ok) showTable(said);
    else {
      say($("problems"), said.problems);
      $("roster-said").textContent = "It cannot be read yet";
    }
  }

  function showTable(found) {
    table = found;
    $("add").hidden = false;
    say($("problems"), table.problems.filter((one) => one.row < 2));
    const head = element("tr", "");
    head.append(element("th", "Row", { scope: "col" }), ...table.headings.map((name) => element("th", name, { scope: "col" })));
    document.querySelector("#roster thead").replaceChildren(head);
    document.querySelector("#roster tbody").replaceChildren(...table.rows.map(rowOf));
    const wrong = new Set(table.problems.filter((one) => one.severity === "error" && one.row > 1).map((one) => one.row)).size;
    const people = table.rows.length === 1 ? "1 row" : `${table.rows.length} rows`;
    $("roster-said").textContent = wrong ? `${people}, ${wrong} with something to put right` : `${people}, all in order`;
    filter();
  }

  const problemsOf = (row) => table.problems.filter((one) => one.row === row);

  function rowOf([number, ...cells]) {
    const row = element("tr", "", { "data-row": number });
    row.addEventListener("click", () => openMember(number)); // by keyboard with its button
    const first = element("td", "", { "data-head": "Row" });
    const button = element("button", number, { type: "button", "aria-label": `Row ${number}: ${cells.find(Boolean) ?? ""}` });
    first.append(button);
    row.append(first);
    cells.forEach((text, column) => {
      const cell = element("td", text, { "data-head": table.headings[column] });
      for (const one of problemsOf(number).filter((one) => one.column === column)) mark(cell, one);
      row.append(cell);
    });
    for (const one of problemsOf(number).filter((one) => one.column < 0)) mark(first, one);
    return row;
  }

  function mark(cell, problem) {
    if (!cell.classList.contains("error")) cell.className = problem.severity;
    cell.append(element("small", [problem.message, problem.remedy].filter(Boolean).join("; ")));
  }

  function filter() {
    const words = $("find").value.toLowerCase();
    const only = $("only-problems").checked;
    for (const row of document.querySelectorAll("#roster tbody tr"))
      row.hidden = !row.textContent.toLowerCase().includes(words) || (only && !row.querySelector(".error, .warning, .note"));
  }

  $("find").addEventListener("input", filter);
  $("only-problems").addEventListener("change", filter);
  $("club-filter").addEventListener("submit", (event) => event.preventDefault());
  $("roster-file").addEventListener("change", async () => {
    if (!$("roster-file").files.length) return;
    const { ok, said } = await sendFile("/club/roster", $("roster-file"));
    if (!ok) return say($("problems"), said.problems);
    showTable(said);
    $("roster-said").textContent += `; the one before is kept as ${said.kept}`;
    const held = said.held_back.length && { severity: "note", message: `no mail, as before, for ${said.held_back.join(", ")}: hidden or struck out in the workbook, so the column send says no` };
    if (held) $("problems").append(problemItem(held, false));
    readStatus();
  });

  // The settings: what was changed here is written, all of it or nothing.
  $("settings-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const inputs = [...event.target.elements].filter((one) => one.name);
    const changed = inputs.filter((one) => one.value !== one.dataset.was);
    if (!changed.length) return;
    const { ok, said } = await send("/club/settings", Object.fromEntries(changed.map((one) => [one.name, one.value])));
    const problems = ok ? [] : said.problems;
    for (const list of event.target.querySelectorAll("[data-key]")) {
      const own = problems.filter((one) => one.field === list.dataset.key);
      list.replaceChildren(...own.map((one) => problemItem(one, false)));
      list.parentElement.querySelector("input, select").setAttribute("aria-invalid", own.length > 0);
    }
    const keys = [...event.target.querySelectorAll("[data-key]")].map((list) => list.dataset.key);
    say($("settings-said"), ok ? [{ severity: "note", message: "saved" }] : problems.filter((one) => !keys.includes(one.field)));
    event.target.querySelector("[aria-invalid=true]")?.focus();
    if (!ok) return;
    for (const one of inputs) one.value = one.dataset.was = said[one.name];
    $("club-name").textContent = said.name;
    readTable();
    readStatus();
  });

  // One member: all cells, and the first page.
  function openMember(number) {
    const cells = table.rows.find(([row]) => row === number)?.slice(1) ?? table.headings.map(() => "");
    open = number;
    $("member-title").textContent = cells.find(Boolean) ?? "A new member";
    $("member-fields").replaceChildren(...table.headings.map((name, column) => {
      const box = element("div", "", { class: "question" });
      const own = problemsOf(number).filter((one) => one.column === column);
      const list = element("ul", "", { class: "problems", id: `cell-${column}-problems` });
      list.append(...own.map((one) => problemItem(one, false)));
      const input = element("input", "", { id: `cell-${column}`, type: "text", "aria-describedby": list.id });
      input.value = cells[column];
      box.append(element("label", name || `Column ${column + 1}`, { for: input.id }), input, list);
      if (table.choices[column].length) {
        const choices = element("datalist", "", { id: `cell-${column}-choices` });
        choices.append(...table.choices[column].map((one) => element("option", "", { value: one })));
        input.setAttribute("list", choices.id);
        box.append(choices);
      }
      return box;
    }));
    say($("member-problems"), problemsOf(number).filter((one) => one.column < 0));
    $("member-remove").hidden = !table.rows.some(([row]) => row === number);
    $("member-remove").dataset.asked = "";
    $("member-remove").textContent = TAKE_OUT;
    if (!$("member").open) $("member").showModal();
    showMember();
  }

  async function showMember() {
    lookingAt.abort();
    lookingAt = new AbortController();
    const image = $("member-page"), waiting = $("member-waiting");
    image.hidden = true;
    waiting.hidden = false;
    waiting.textContent = "Drawing …";
    const answer = await ask(`/club/preview?row=${open}&page=1&dpi=60`, { signal: lookingAt.signal }).catch(() => undefined);
    if (!answer) return;
    if (!answer.ok) return void (waiting.textContent = "No plan yet: put right what is marked");
    image.src = URL.createObjectURL(await answer.blob());
    image.alt = `First page of the plan of ${$("member-title").textContent}`;
    image.hidden = false;
    waiting.hidden = true;
  }

  async function saveMember(cells, without) {
    const { ok, said } = await send("/club/cells", { digest: table.digest, cells, without });
    if (!ok) return say($("member-problems"), said.problems);
    const after = cells.length && !table.rows.some(([row]) => row === open) ? said.rows.at(-1)[0] : open;
    showTable(said);
    readStatus();
    if (without.length) return $("member").close();
    openMember(after);
    if (!problemsOf(after).length) say($("member-problems"), [{ severity: "note", message: "saved" }]);
  }

  $("member-close").addEventListener("click", () => $("member").close());
  $("member-form").addEventListener("submit", (event) => { // by the button, or Enter in a field
    event.preventDefault();
    const before = table.rows.find(([row]) => row === open)?.slice(1) ?? table.headings.map(() => "");
    const cells = table.headings.map((_, column) => [open, column, $(`cell-${column}`).value]).filter(([, column, text]) => text !== before[column]);
    if (cells.length) saveMember(cells, []);
  });
  $("member-remove").addEventListener("click", () => {
    if ($("member-remove").dataset.asked === String(open)) saveMember([], [open]);
    $("member-remove").dataset.asked = open;
    $("member-remove").textContent = REALLY;
  });
  $("add").addEventListener("click", () => openMember(Math.max(1, ...table.rows.map(([row]) => row)) + 1));

  // Long work: begun here or in another tab, told to all.
  async function begin(path, data) {
    const { ok, said } = await send(path, data);
    if (ok) {
      sessionStorage.setItem(RUN, said.begun);
      return look();
    }
    say($("run-problems"), said.problems);
    shown = 0;
    $("run-said").textContent = "That was not begun";
    $("run-bar").hidden = $("stop").hidden = true;
    placeRun(path.replace("/club/", ""), true);
  }

  // What goes on stands at the foot of the window; what has ended, where it was asked for.
  function placeRun(kind, ended) {
    const place = ended ? document.querySelector(`[data-run~="${kind}"]`) : $("main");
    if ($("run").parentElement !== place) place.append($("run"));
    $("run").hidden = false;
    $("run-close").hidden = !ended;
  }

  // How far it is, for as long as the page is open: also what was begun in another tab is seen here.
  async function watch() {
    let busy = true, ended = 0;
    while ($("run")) {
      const found = await ask("/club/run").then((answer) => answer.json()).catch(() => undefined);
      if (!found || !$("run")) return; // it has ended
      const before = busy, last = found.run?.ended ? found.run.number : 0;
      busy = showRun(found);
      if (!busy && (before || last !== ended)) readStatus(); // also of work that was done between two looks
      ended = last;
      await new Promise((done) => {
        look = done;
        setTimeout(done, busy ? LOOKED : LOOKED_IDLY);
      });
    }
  }

  function showRun({ run, elsewhere = [] }) {
    if (elsewhere.length || !run) {
      if (elsewhere.length) placeRun("", false);
      else if ($("run").parentElement === $("main")) $("run").hidden = true;
      $("run-said").textContent = `In another window: ${elsewhere.join(", ")}`;
      $("run-bar").hidden = $("stop").hidden = true;
      return elsewhere.length > 0;
    }
    if (run.kind === "dry-run" && run.ended && run.said && lettersOf !== run.number) {
      lettersOf = run.number;
      readLetters();
    }
    // What has ended is said once, where it was begun or seen going on; a reload does not say it again.
    if (!run.ended) sessionStorage.setItem(RUN, run.number);
    else if (Number(sessionStorage.getItem(RUN)) === run.number) {
      sessionStorage.removeItem(RUN);
      shown = run.number;
    } else if (run.number !== shown) return false;
    placeRun(run.kind, run.ended);
    const far = run.total ? `${run.done} of ${run.total}` : "";
    $("run-said").textContent = run.ended ? run.said || "It could not be done" : [run.stopping ? "Stopping" : run.waiting || run.step || "Beginning", far].filter(Boolean).join(" ");
    $("run-bar").hidden = $("stop").hidden = run.ended;
    $("run-bar").max = run.total || 1;
    $("run-bar").value = run.done;
    say($("run-problems"), run.problems);
    for (const button of ["make", "dry-run", "to-self"]) $(button).disabled = !run.ended;
    for (const one of run.outcomes) {
      const row = document.querySelector(`#delivery tr[data-row="${one.row}"]`);
      row?.replaceChildren(...deliveryCells(one));
    }
    return !run.ended;
  }

  $("make").addEventListener("click", () => begin("/club/make", skipping()));
  $("run-close").addEventListener("click", () => {
    shown = 0;
    $("run").hidden = true;
  });
  $("stop").addEventListener("click", () => send("/club/stop", {}));
  $("dry-run").addEventListener("click", () => begin("/club/dry-run", { changed: $("changed").checked, ...skipping() }));
  $("to-self").addEventListener("click", () => begin("/club/to-self", { password: $("password").value, ...skipping() }));
  $("sending").addEventListener("submit", async (event) => {
    event.preventDefault();
    const recipients = Number($("recipients").value);
    await begin("/club/send", { password: $("password").value, changed: $("changed").checked, recipients, ...skipping() });
    $("recipients").value = $("password").value = "";
    mayBeSent();
  });

  const skipping = () => ({ skip_problems: $("skip").checked });
  $("skip").addEventListener("change", () => readStatus());

  const wanted = () => due.due + ($("changed").checked ? due.changed : 0);
  function mayBeSent() {
    $("send").disabled = !wanted() || Number($("recipients").value) !== wanted();
    $("recipients-said").textContent = wanted() ? `${wanted()} ${wanted() === 1 ? "person is" : "people are"} to get a letter. Type that number:` : "Nobody is to get a letter now";
  }
  $("recipients").addEventListener("input", mayBeSent);
  $("changed").addEventListener("change", mayBeSent);

  // Why there is no mail yet: the same of many rows is said once.
  function inAWord(problems) {
    const rows = problems.filter((one) => one.row).map((one) => one.row);
    const words = [...new Set(problems.map((one) => [one.message, one.remedy].filter(Boolean).join("; ")))];
    const said = words.slice(0, 3).map((one) => `${one[0].toUpperCase()}${one.slice(1)}.`).join(" ");
    if (!rows.length) return said;
    return `${rows.length === 1 ? "Row" : "Rows"} ${rows.slice(0, 9).join(", ")}${rows.length > 9 ? " and more" : ""}: ${said} Or leave out rows with problems, above.`;
  }

  async function readStatus() {
    const answer = await ask(`/club/status?skip_problems=${$("skip").checked ? "yes" : "no"}`);
    const said = await answer.json();
    $("mail").hidden = !answer.ok;
    for (const link of document.querySelectorAll("[data-made]")) link.setAttribute("aria-disabled", !answer.ok);
    if (!answer.ok) return void ($("mail-said").textContent = inAWord(said.problems));
    due = said;
    const counts = {};
    for (const one of said.people) counts[one.state] = (counts[one.state] ?? 0) + 1;
    $("mail-said").textContent = Object.entries(counts).map(([state, many]) => `${many} ${state}`).join(" · ")
      + (said.server ? "" : " · no mail server yet: it belongs into the club settings, above");
    $("changed-row").hidden = !said.changed;
    $("changed-said").textContent = `Also those who have another plan already: ${said.changed}`;
    document.querySelector("#delivery tbody").replaceChildren(...said.people.map((one) => {
      const row = element("tr", "", { "data-row": one.row });
      row.append(...deliveryCells(one));
      return row;
    }));
    mayBeSent();
  }

  const deliveryCells = (one) => Object.entries({ Name: one.name, Address: one.email, State: one.state, When: one.when, Why: one.detail })
    .map(([head, text]) => element("td", text, { "data-head": head }));

  async function readLetters() {
    const letters = await (await ask("/club/letters")).json();
    $("letters").replaceChildren(...letters.map((one, number) => {
      const item = element("li", "");
      const button = element("button", `${one.to}: ${one.subject}`, { type: "button", class: "quiet" });
      button.addEventListener("click", async () => {
        const letter = await (await ask(`/club/letters?number=${number}`)).json();
        $("letter-title").textContent = letter.subject;
        $("letter-to").textContent = `To ${letter.to}, from ${letter.from}`;
        $("letter-words").textContent = letter.words;
        $("letter-files").textContent = letter.files.length ? `With it: ${letter.files.join(", ")}` : "";
        $("letter").showModal();
      });
      item.append(button);
      return item;
    }));
  }

  readTable();
  readStatus();
  watch();
}

// -- the block after ------------------------------------------------------------------------------

function nextPage() {
  const shown = ({ ok, said }) => {
    if (ok) location.assign(`/next/${said.number}`);
    else $("problems").replaceChildren(...said.problems.map((one) => problemItem(one, false)));
  };
  $("done-file")?.addEventListener("change", async () => {
    if ($("done-file").files.length) shown(await sendFile("/next/read", $("done-file")));
  });
  $("go-on")?.addEventListener("click", async () => {
    const answer = await ask(`/next/plan?${sessionStorage.getItem(PLAN) ?? ""}`, { method: "POST" });
    shown({ ok: answer.ok, said: await answer.json() });
  });
}

leadBack();
({ plan: planPage, exercises: exercisesPage, club: clubPage, next: nextPage })[document.body.dataset.page]?.();
