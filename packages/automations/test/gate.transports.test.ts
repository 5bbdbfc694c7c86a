import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type JournalServer, startJournalServer } from "./support/journal-server.ts";
import { aWhile, openBench, until } from "./support/own-browser.ts";

vi.setConfig({ testTimeout: 90_000 });

let server: JournalServer;
beforeAll(async () => {
  server = await startJournalServer();
});
afterAll(() => server.close());

type Row = {
  name: string;
  /** runs in the page at /start */
  script: string;
  /** then leave the page, if it is about leaving */
  leave?: "navigate" | "close";
  expect?: { method?: string; bytes?: number; path?: string; hops?: string[] };
};

const other = () => server.origin("elsewhere");

/** Every row of the browser reference's section 2 that can be sent here. */
const rows: Row[] = [
  { name: "fetch", script: `fetch('/x', { method: 'POST', body: 'a' })` },
  { name: "fetch PUT", script: `fetch('/x', { method: 'PUT', body: 'a' })`, expect: { method: "PUT" } },
  { name: "fetch PATCH", script: `fetch('/x', { method: 'PATCH', body: 'a' })`, expect: { method: "PATCH" } },
  { name: "fetch DELETE", script: `fetch('/x', { method: 'DELETE' })`, expect: { method: "DELETE", bytes: 0 } },
  { name: "XHR", script: `{ const x = new XMLHttpRequest(); x.open('POST', '/x'); x.send('a') }` },
  {
    name: "synchronous XHR",
    script: `{ const x = new XMLHttpRequest(); x.open('POST', '/x', false); setTimeout(() => x.send('a'), 0) }`,
  },
  { name: "form navigation", script: form("") },
  { name: "form to a popup", script: form(`f.target = '_blank';`) },
  {
    name: "form to a frame",
    script: `{ const i = document.createElement('iframe'); i.name = 'fr'; document.body.append(i); } ${form(`f.target = 'fr';`)}`,
  },
  {
    name: "multipart of 5 MB",
    script: `{ const d = new FormData(); d.append('f', new Blob([new Uint8Array(5_000_000)]), 'f.bin'); fetch('/x', { method: 'POST', body: d }) }`,
    expect: { bytes: 5_000_000 },
  },
  {
    name: "a ping",
    script: `{ const a = document.createElement('a'); a.href = '#y'; a.ping = '/x'; document.body.append(a); a.click() }`,
    expect: { bytes: 4 },
  },
  {
    name: "CSP report",
    script: `{ const i = document.createElement('img'); i.src = '${"http://blocked.localhost/"}i.png'; document.body.append(i) }`,
    expect: { path: "/csp" },
  },
  { name: "frame of the same site", script: frame(`src = '/sender'`) },
  {
    name: "frame of another site",
    script: `{ const i = document.createElement('iframe'); i.src = other + '/sender'; document.body.append(i) }`,
  },
  {
    name: "srcdoc frame",
    script: frame(`srcdoc = "<script>fetch('/x', { method: 'POST', body: 'a' })</scr" + "ipt>"`),
  },
  {
    name: "frame removed at once",
    script: `{ const i = document.createElement('iframe'); document.body.append(i); i.contentWindow.fetch('/x', { method: 'POST', body: 'a', keepalive: true }); i.remove() }`,
  },
  { name: "popup", script: `window.open('/sender')` },
  {
    name: "at once from an empty popup",
    script: `{ const w = window.open('about:blank'); w.fetch(location.origin + '/x', { method: 'POST', body: 'a', mode: 'no-cors' }) }`,
  },
  { name: "dedicated worker", script: `new Worker('/sender.js')` },
  { name: "nested worker", script: `new Worker('/nested.js')` },
  {
    name: "blob worker",
    script: `new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/x', { method: 'POST', body: 'a' })"])))`,
  },
  { name: "shared worker", script: `new SharedWorker('/sender.js')` },
  { name: "sendBeacon", script: `navigator.sendBeacon('/x', 'a')` },
  { name: "keepalive fetch", script: `fetch('/x', { method: 'POST', body: 'a', keepalive: true })` },
  { name: "fetchLater at once", script: `fetchLater('/x', { method: 'POST', body: 'a', activateAfter: 0 })` },
  {
    name: "beacon while leaving",
    script: `addEventListener('pagehide', () => navigator.sendBeacon('/x', 'a'))`,
    leave: "navigate",
  },
  {
    name: "beacon while closing",
    script: `addEventListener('pagehide', () => navigator.sendBeacon('/x', 'a'))`,
    leave: "close",
  },
  {
    name: "keepalive while leaving",
    script: `addEventListener('beforeunload', () => fetch('/x', { method: 'POST', body: 'a', keepalive: true }))`,
    leave: "navigate",
  },
  { name: "fetchLater while leaving", script: `fetchLater('/x', { method: 'POST', body: 'a' })`, leave: "navigate" },
  { name: "fetchLater while closing", script: `fetchLater('/x', { method: 'POST', body: 'a' })`, leave: "close" },
  {
    name: "keepalive while closing",
    script: `addEventListener('pagehide', () => fetch('/x', { method: 'POST', body: 'a', keepalive: true }))`,
    leave: "close",
  },
  {
    name: "the second hop of a 307",
    script: `fetch('/to/307/x', { method: 'POST', body: 'a' })`,
    expect: { hops: ["/to/307/x", "/x"] },
  },
  {
    name: "the second hop of a 308",
    script: `fetch('/to/308/x', { method: 'POST', body: 'a' })`,
    expect: { hops: ["/to/308/x", "/x"] },
  },
];

function form(more: string): string {
  return `{ const f = document.createElement('form'); f.method = 'post'; f.action = '/x'; ${more} const i = document.createElement('input'); i.name = 'n'; i.value = 'a'; f.append(i); document.body.append(f); f.submit() }`;
}
function frame(set: string): string {
  return `{ const i = document.createElement('iframe'); i.${set}; document.body.append(i) }`;
}

async function start(row: Row) {
  server.page(
    "/start",
    "<title>start</title><body>start</body>",
    row.name === "CSP report" ? { "content-security-policy": "img-src 'self'; report-uri /csp" } : {},
  );
  server.page("/sender", `<script>fetch('/x', { method: 'POST', body: 'a' })</script>`);
  server.page("/sender.js!", `fetch(location.origin + '/x', { method: 'POST', body: 'a' })`);
  server.page("/nested.js!", `new Worker('/sender.js')`);
  const bench = await openBench(server.origin());
  await bench.own.page.goto(`${server.origin()}/start`);
  const hold = bench.hold();
  await bench.own.page
    .evaluate(`{ const other = ${JSON.stringify(other())}; ${row.script} } undefined`)
    .catch(() => undefined);
  if (row.leave === "navigate") void bench.own.page.goto(`${server.origin()}/next`).catch(() => undefined);
  if (row.leave === "close") void bench.own.page.close({ runBeforeUnload: true }).catch(() => undefined);
  await hold.held;
  return { bench, hold };
}

describe.each(rows)("$name", (row) => {
  test("is held until the ledger says sent, then arrives once", async () => {
    const before = server.changes().length;
    const { bench, hold } = await start(row);
    try {
      await aWhile();
      expect(server.changes().length - before).toBe(0);
      hold.answer(true);
      const paths = row.expect?.hops ?? [row.expect?.path ?? "/x"];
      await until(() => server.changes().length >= before + paths.length, "the request arrives");
      await aWhile(100);
      const arrived = server.changes().slice(before);
      expect(arrived.map(({ path }) => path)).toEqual(paths);
      expect(arrived[0]?.method).toBe(row.expect?.method ?? "POST");
      expect(arrived[0]?.bytes).toBeGreaterThanOrEqual(row.expect?.bytes ?? 1);
    } finally {
      await bench.own.end();
    }
  });

  test("never arrives when the ledger refuses", async () => {
    const before = server.changes().length;
    const { bench, hold } = await start(row);
    hold.answer(false);
    await hold.passage.decided;
    await aWhile(100);
    await bench.own.end();
    await aWhile(50);
    expect(hold.passage.state).toBe("refused");
    expect(server.changes().length - before).toBe(0);
  });
});
