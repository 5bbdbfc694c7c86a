import { faultKinds } from "../faults/kinds.ts";
import type { App } from "../http/app.ts";
import { escapeHtml } from "../portal/store-page.ts";
import { profileNames } from "../profiles.ts";
import { visibleState } from "./seed.ts";

const newestShown = 60;

/** The same switches as the control API, for a person. Every button is one request of that API, then a reload. */
export function controlPage(app: App): string {
  const { journal, board, profile } = app;
  const kinds = Object.entries(faultKinds)
    .map(
      ([kind, { meaning, route }]) =>
        `<option value="${kind}" title="${escapeHtml(meaning)}">${kind} (${escapeHtml(route)})</option>`,
    )
    .join("");
  const faults = board
    .list()
    .map(({ id, kind, route, hits, fired, params, ...scope }) => [
      kind,
      escapeHtml(route ?? faultKinds[kind].route),
      escapeHtml(JSON.stringify({ ...scope, ...params })),
      `${fired} of ${hits}`,
      button("Off", "DELETE", `faults/${encodeURIComponent(id)}`),
    ]);
  const effects = newest(journal.effects).map(({ at, kind, account, restaurantId, request, connection, ...rest }) => [
    time(at),
    escapeHtml(kind),
    escapeHtml(account),
    escapeHtml(restaurantId ?? ""),
    `${request} / ${connection}`,
    `<code>${escapeHtml(JSON.stringify(rest).slice(0, 400))}</code>`,
  ]);
  const requests = newest(journal.requests).map((entry) => [
    String(entry.n),
    time(entry.at),
    entry.method,
    escapeHtml(entry.path),
    escapeHtml(String(entry.status ?? "open")),
    escapeHtml(entry.account ?? ""),
    `${entry.connection}, ${entry.nthOnConnection}.`,
    escapeHtml((entry.faults ?? []).join(" ")),
  ]);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Simulator</title><style>${style}</style></head><body>
<h1>Portal simulator</h1>
<p>Journal epoch ${journal.epoch}, ${journal.effects.length} effects, ${journal.requestCount} requests. ${button("Reset", "POST", "reset", {})}</p>
<p>Speed: ${profileNames.map((name) => (name === profile ? `<strong>${name}</strong>` : button(name, "POST", "profile", { profile: name }))).join(" ")}</p>
<h2>Faults</h2>
${table(["Kind", "Where", "Parameters", "Fired", ""], faults)}
<form id="add"><select name="kind">${kinds}</select> <input name="route" placeholder="where (default as shown)"> <input name="nth" type="number" min="1" placeholder="nth">
<input name="times" type="number" min="1" placeholder="times"> <input name="params" placeholder='parameters, {"ms": 3000}'> <button>Switch on</button></form>
<p>${button("All off", "DELETE", "faults")} <span id="said" role="status"></span></p>
<h2>Effects</h2>${table(["At", "Kind", "Account", "Restaurant", "Request / connection", "What"], effects)}
<h2>Requests</h2>${table(["No.", "At", "Method", "Path", "Answer", "Account", "Connection", "Faults"], requests)}
<h2>State</h2><pre>${escapeHtml(JSON.stringify(visibleState(journal.state), null, 1).slice(0, 40_000))}</pre>
<script>${script}</script></body></html>`;
}

function newest<Entry>(entries: Entry[]): Entry[] {
  return entries.slice(-newestShown).reverse();
}

const time = (at: string) => at.slice(11, 23);

function button(text: string, method: string, path: string, body?: object): string {
  const sent = body ? ` data-body="${escapeHtml(JSON.stringify(body))}"` : "";
  return `<button type="button" data-method="${method}" data-path="${path}"${sent}>${escapeHtml(text)}</button>`;
}

function table(heads: string[], rows: string[][]): string {
  const head = heads.map((text) => `<th>${text}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${rows.length === 0 ? "<p>None.</p>" : ""}`;
}

const style = `body{font:14px/1.45 system-ui,sans-serif;margin:24px;color:#1d2733}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:4px 10px;border-bottom:1px solid #dfe4ea}code,pre{font-size:12px;overflow-wrap:anywhere;white-space:pre-wrap}
pre{max-height:480px;overflow:auto;background:#f4f6f8;padding:12px}h2{margin-top:28px;font-size:16px}input,select,button{font:inherit}`;

const script = `
const send = async (method, path, body) => {
  const answer = await fetch("/__simulator/" + path, {method, headers: {"content-type": "application/json"}, body: body && JSON.stringify(body)});
  if (answer.ok) return location.reload();
  document.getElementById("said").textContent = (await answer.json()).message;
};
for (const one of document.querySelectorAll("button[data-path]"))
  one.onclick = () => send(one.dataset.method, one.dataset.path, one.dataset.body && JSON.parse(one.dataset.body));
document.getElementById("add").onsubmit = (event) => {
  event.preventDefault();
  const {kind, route, nth, times, params} = Object.fromEntries(new FormData(event.target));
  try {
    send("POST", "faults", {kind, ...(route && {route}), ...(nth && {nth: +nth}), ...(times && {times: +times}), ...JSON.parse(params || "{}")});
  } catch (problem) { document.getElementById("said").textContent = "Parameters are not readable: " + problem.message; }
};`;
