import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type JournalServer, startJournalServer } from "./support/journal-server.ts";
import { aWhile, openBench, until } from "./support/own-browser.ts";

vi.setConfig({ testTimeout: 90_000 });

let server: JournalServer;
let secure: JournalServer;
beforeAll(async () => {
  [server, secure] = await Promise.all([startJournalServer(), startJournalServer({ isHttp2: true })]);
});
afterAll(() => Promise.all([server.close(), secure.close()]));

type Row = {
  name: string;
  /** runs in the page at /start */
  script: string;
  /** then leave the page, if it is about leaving */
  leave?: "navigate" | "close";
  /** in a context that allows what ours does not */
  context?: BrowserContextOptions;
  isHttp2?: true;
  expect?: { method?: string; bytes?: number; path?: string; hops?: string[]; httpVersion?: string };
};

const other = () => server.origin("elsewhere");

/** Every row of the browser reference's section 2; reads and web sockets are below. */
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
  {
    name: "HTTP/2",
    script: `fetch('/x', { method: 'POST', body: 'a' })`,
    context: { ignoreHTTPSErrors: true },
    isHttp2: true,
    expect: { httpVersion: "2.0" },
  },
  {
    name: "service worker, where one is allowed",
    script: `navigator.serviceWorker.register('/service.js')`,
    context: { serviceWorkers: "allow" },
  },
  {
    name: "what asks the other origin first",
    script: `fetch(other + '/x', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })`,
  },
];

function form(more: string): string {
  return `{ const f = document.createElement('form'); f.method = 'post'; f.action = '/x'; ${more} const i = document.createElement('input'); i.name = 'n'; i.value = 'a'; f.append(i); document.body.append(f); f.submit() }`;
}
function frame(set: string): string {
  return `{ const i = document.createElement('iframe'); i.${set}; document.body.append(i) }`;
}

/** A new browser at a page of the journal server that will do what the row's script says. */
async function open(row: Pick<Row, "name" | "context" | "isHttp2">) {
  const place = row.isHttp2 ? secure : server;
  place.page(
    "/start",
    "<title>start</title><body>start</body>",
    row.name === "CSP report" ? { "content-security-policy": "img-src 'self'; report-uri /csp" } : {},
  );
  place.page("/sender", `<script>fetch('/x', { method: 'POST', body: 'a' })</script>`);
  place.page("/sender.js!", `fetch(location.origin + '/x', { method: 'POST', body: 'a' })`);
  place.page("/nested.js!", `new Worker('/sender.js')`);
  place.page("/service.js!", `addEventListener('install', () => fetch('/x', { method: 'POST', body: 'a' }))`);
  place.page("/socket.js!", `new WebSocket(location.origin.replace('http', 'ws') + '/socket')`);
  const bench = await openBench(place.origin());
  const page = row.context ? await (await bench.own.browser.newContext(row.context)).newPage() : bench.own.page;
  await page.goto(`${place.origin()}/start`);
  return { bench, page, place };
}

async function start(row: Row) {
  const { bench, page, place } = await open(row);
  const before = place.changes().length;
  const hold = bench.hold();
  await run(page, row.script).catch(() => undefined);
  if (row.leave === "navigate") void page.goto(`${place.origin()}/next`).catch(() => undefined);
  if (row.leave === "close") void page.close({ runBeforeUnload: true }).catch(() => undefined);
  await hold.held;
  return { bench, hold, arrived: () => place.changes().slice(before) };
}

function run(page: Page, script: string): Promise<unknown> {
  return page.evaluate(`{ const other = ${JSON.stringify(other())}; ${script} } undefined`);
}

describe.each(rows)("$name", (row) => {
  test("is held until the ledger says sent, then arrives once", async () => {
    const { bench, hold, arrived } = await start(row);
    try {
      await aWhile();
      expect(arrived()).toEqual([]);
      hold.answer(true);
      const paths = row.expect?.hops ?? [row.expect?.path ?? "/x"];
      await until(() => arrived().length >= paths.length, "the request arrives");
      await aWhile(100);
      expect(arrived().map(({ path }) => path)).toEqual(paths);
      const [first] = arrived();
      expect(first?.method).toBe(row.expect?.method ?? "POST");
      expect(first?.httpVersion).toBe(row.expect?.httpVersion ?? "1.1");
      expect(first?.bytes).toBeGreaterThanOrEqual(row.expect?.bytes ?? 1);
    } finally {
      await bench.own.end();
    }
  });

  test("never arrives when the ledger refuses", async () => {
    const { bench, hold, arrived } = await start(row);
    hold.answer(false);
    await hold.passage.decided;
    await aWhile(100);
    await bench.own.end();
    await aWhile(50);
    expect(hold.passage.state).toBe("refused");
    expect(arrived()).toEqual([]);
  });
});

describe("without a permit", () => {
  const reads = {
    "an event source": `new EventSource('/read')`,
    "an image": `new Image().src = '/read'`,
    "a new location": `location.href = '/read'`,
    "a fetch": `fetch('/read')`,
    "a question to another origin": `fetch(other + '/read', { headers: { 'x-own': '1' } })`,
  };
  test.each(Object.entries(reads))("%s passes: it is a read", async (_name, script) => {
    const { bench, page } = await open({ name: "a read" });
    try {
      const before = server.all().length;
      await run(page, script);
      await until(
        () =>
          server
            .all()
            .slice(before)
            .some(({ method, path }) => method === "GET" && path === "/read"),
        "the read arrives",
      );
      expect(bench.records.filter(({ verdict, path }) => verdict !== "passed" && path === "/read")).toEqual([]);
    } finally {
      await bench.own.end();
    }
  });

  test("a service worker never registers in our own context", async () => {
    const { bench, page } = await open({ name: "service worker" });
    try {
      const before = server.all().length;
      await run(page, `void navigator.serviceWorker?.register('/service.js').catch(() => undefined)`);
      await aWhile();
      expect(
        server
          .all()
          .slice(before)
          .map(({ path }) => path),
      ).not.toContain("/service.js");
    } finally {
      await bench.own.end();
    }
  });

  test("what the other origin forbids is not sent, permitted or not", async () => {
    const { bench, page } = await open({ name: "a preflight" });
    try {
      const before = server.all().length;
      bench.hold().answer(true);
      await run(page, `fetch(other + '/closed', { method: 'PUT', body: 'a' })`);
      await until(
        () =>
          server
            .all()
            .slice(before)
            .some(({ method }) => method === "OPTIONS"),
        "the question arrives",
      );
      await aWhile();
      expect(
        server
          .all()
          .slice(before)
          .map(({ method, path }) => `${method} ${path}`),
      ).toEqual(["OPTIONS /closed"]);
    } finally {
      await bench.own.end();
    }
  });

  const sockets = {
    "of a page": `new WebSocket(location.origin.replace('http', 'ws') + '/socket')`,
    "of a frame": frame(
      `srcdoc = "<script>new WebSocket(parent.location.origin.replace('http', 'ws') + '/socket')</scr" + "ipt>"`,
    ),
  };
  test.each(Object.entries(sockets))("a web socket %s is refused, and said so", async (_name, script) => {
    const { bench, page } = await open({ name: "a web socket" });
    try {
      const before = server.changes().length;
      await run(page, script);
      await until(() => bench.records.some(({ method }) => method === "WEBSOCKET"), "the refusal is recorded");
      await aWhile(100);
      expect(bench.records.filter(({ method }) => method === "WEBSOCKET").map(({ verdict }) => verdict)).toEqual([
        "refused",
      ]);
      expect(server.changes().slice(before)).toEqual([]);
    } finally {
      await bench.own.end();
    }
  });

  test("a web socket of a worker is what nothing here can hold: it reaches the portal's own host and no other", async () => {
    const { bench, page } = await open({ name: "a worker's web socket" });
    try {
      const before = server.changes().length;
      await run(page, `new Worker('/socket.js')`);
      await until(() => server.changes().length > before, "the handshake arrives");
    } finally {
      await bench.own.end();
    }
  });
});
