import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isGroupAlive, killGroup } from "../src/runner/process-tree.ts";
import { reapLeftovers } from "../src/runner/reap-leftovers.ts";
import { type JournalServer, startJournalServer } from "./support/journal-server.ts";
import { aWhile, type Bench, openBench, tempRoot, until } from "./support/own-browser.ts";

vi.setConfig({ testTimeout: 90_000 });

let server: JournalServer;
beforeAll(async () => {
  server = await startJournalServer();
  server.page("/start", "<title>start</title>start");
});
afterAll(() => server.close());

async function changesDuring(work: () => Promise<unknown>): Promise<string[]> {
  const before = server.changes().length;
  await work();
  return server
    .changes()
    .slice(before)
    .map(({ path }) => path);
}

async function atStart(options: Parameters<typeof openBench>[1] = {}): Promise<Bench> {
  const bench = await openBench(server.origin(), options);
  await bench.own.page.goto(`${server.origin()}/start`);
  return bench;
}

const post = (path: string) => `void fetch('${path}', { method: 'POST', body: 'a' }).catch(() => {})`;

describe("one permit is one request", () => {
  test.each(["/reset", "/close", "/status/408"])("on a warm connection %s arrives once", async (path) => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      const hold = bench.hold();
      hold.answer(true);
      await bench.own.page.evaluate(post(path));
      await hold.passage.answer;
      await aWhile();
    });
    await bench.own.end();
    expect(arrived).toEqual([path]);
  });

  test("and without the renewed connection it would arrive twice", async () => {
    const bench = await atStart();
    const { openGate } = await import("../src/runner/gate.ts");
    const plain = await bench.own.browser.newContext();
    const page = await plain.newPage();
    await bench.own.end();
    await page.close().catch(() => undefined);
    // The same gate on a browser of its own, with a renew that does nothing.
    const { chromium } = await import("playwright-core");
    const { browserSettings } = await import("./support/own-browser.ts");
    const browser = await chromium.launch({ executablePath: (await browserSettings()).executablePath });
    const gate = await openGate(browser, {
      portalOrigin: server.origin(),
      maySend: () => true,
      isAlive: () => true,
      renew: async () => undefined,
      record: () => undefined,
      commitAnswerMs: 5_000,
    });
    const warm = await browser.newPage();
    await warm.goto(`${server.origin()}/start`);
    const arrived = await changesDuring(async () => {
      const passage = gate.arm({ commit: "restaurant.create", markSent: async () => true });
      await warm.evaluate(post("/reset"));
      await passage.answer;
      await aWhile();
    });
    await browser.close();
    expect(arrived).toEqual(["/reset", "/reset"]);
  });

  test("a second request of the same change is refused", async () => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      const hold = bench.hold();
      hold.answer(true);
      await bench.own.page.evaluate(post("/first"));
      await hold.passage.answer;
      await bench.own.page.evaluate(post("/second"));
      await aWhile();
    });
    await bench.own.end();
    expect(arrived).toEqual(["/first"]);
    expect(bench.records.at(-1)).toMatchObject({
      verdict: "refused",
      reason: "the change under way has sent its one request",
    });
  });
});

describe("what is not permitted", () => {
  test("with no change under way any change is refused and recorded", async () => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      await bench.own.page.evaluate(post("/api/restaurants"));
      await bench.own.page.evaluate(post("/api/unheard-of"));
      await until(() => bench.records.length === 2, "both are recorded");
      await aWhile();
    });
    await bench.own.end();
    expect(arrived).toEqual([]);
    expect(bench.records.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([
      "refused: no change is under way",
      "refused: not in any list",
    ]);
  });

  test("harmless requests pass and are recorded; on another origin the same path is not harmless", async () => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      await bench.own.page.evaluate(post("/api/telemetry"));
      await bench.own.page.evaluate(
        `void fetch('${server.origin("elsewhere")}/api/telemetry', { method: 'POST', mode: 'no-cors' }).catch(() => {})`,
      );
      await until(() => bench.records.length === 2, "both are recorded");
      await aWhile();
    });
    await bench.own.end();
    expect(arrived).toEqual(["/api/telemetry"]);
    expect(bench.records.map(({ verdict }) => verdict)).toEqual(["passed", "refused"]);
  });

  test("a silent ledger refuses", async () => {
    const bench = await atStart({ commitAnswerMs: 200 });
    const arrived = await changesDuring(async () => {
      const hold = bench.hold();
      await bench.own.page.evaluate(post("/x"));
      await hold.passage.decided;
      await aWhile();
      expect(hold.passage.refusal).toBe("the ledger did not answer");
    });
    await bench.own.end();
    expect(arrived).toEqual([]);
  });

  test("a lease that runs out during the ledger's answer refuses", async () => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      const hold = bench.hold();
      await bench.own.page.evaluate(post("/x"));
      await hold.held;
      bench.lease.isAlive = false;
      hold.answer(true);
      await hold.passage.decided;
      expect(hold.passage.refusal).toBe("the lease ran out while waiting");
    });
    await bench.own.end();
    expect(arrived).toEqual([]);
  });

  test("a redirect of the permitted request passes on the same origin only", async () => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      const hold = bench.hold();
      hold.answer(true);
      await bench.own.page.evaluate(post(`/to/308${server.origin("elsewhere")}/x`));
      expect(await hold.passage.answer).toMatchObject({ kind: "lost" });
      await aWhile(100);
    });
    await bench.own.end();
    expect(arrived).toEqual([`/to/308${server.origin("elsewhere")}/x`]);
  });

  test("a preflight passes and does not use the permit", async () => {
    const bench = await atStart();
    const before = server.all().length;
    const hold = bench.hold();
    await bench.own.page.evaluate(
      `void fetch('${server.origin("elsewhere")}/x', { method: 'PUT', headers: { 'x-own': '1' } }).catch(() => {})`,
    );
    await hold.held;
    expect(
      server
        .all()
        .slice(before)
        .map(({ method }) => method),
    ).toEqual(["OPTIONS"]);
    hold.answer(true);
    await until(() => server.all().length === before + 2, "the request follows");
    await bench.own.end();
    expect(server.all().at(-1)?.method).toBe("PUT");
  });

  test("web sockets never open", async () => {
    const bench = await atStart();
    const before = server.all().length;
    await bench.own.page.evaluate(
      `new Promise((done) => { const s = new WebSocket('ws://portal.localhost:${server.port}/ws'); s.onclose = done })`,
    );
    await bench.own.end();
    expect(server.all().length).toBe(before);
    expect(bench.records.at(-1)).toMatchObject({ verdict: "refused", method: "WEBSOCKET" });
  });
});

describe("the portal's answer is known at the gate", () => {
  test.each([
    ["/status/201", { kind: "status", status: 201 }],
    ["/status/422", { kind: "status", status: 422, text: "status 422" }],
    ["/status/500", { kind: "status", status: 500 }],
    ["/reset", { kind: "lost" }],
  ])("%s", async (path, expected) => {
    const bench = await atStart();
    const hold = bench.hold();
    hold.answer(true);
    await bench.own.page.evaluate(post(path));
    expect(await hold.passage.answer).toMatchObject(expected);
    await bench.own.end();
  });
});

describe("nothing arrives when, while held,", () => {
  const endings: Record<string, (bench: Bench) => Promise<unknown>> = {
    "the page closes": (bench) => bench.own.page.close(),
    "the context closes": (bench) => bench.own.context.close(),
    "the browser closes": (bench) => bench.own.browser.close(),
    "the page navigates": (bench) => bench.own.page.goto(`${server.origin()}/next`),
    "the page goes to another site": (bench) => bench.own.page.goto(`${server.origin("elsewhere")}/next`),
    "the page reloads": (bench) => bench.own.page.reload(),
    "the renderer crashes": (bench) => bench.own.page.goto("chrome://crash").catch(() => undefined),
    "the group is killed": async (bench) => killGroup(bench.own.group),
    "the wire is cut and the browser ended": (bench) => bench.own.end(),
    "the browser is killed for a limit": (bench) => bench.own.end({ kill: "STEP_LIMIT" }),
  };
  test.each(Object.entries(endings))("%s", async (_name, endIt) => {
    const bench = await atStart();
    const arrived = await changesDuring(async () => {
      const hold = bench.hold();
      await bench.own.page.evaluate(`${post("/x")}; navigator.sendBeacon('/beacon', 'a')`);
      await hold.held;
      await endIt(bench);
      await aWhile(100);
    });
    await bench.own.end();
    expect(arrived).toEqual([]);
  });
});

describe("the wire", () => {
  test("carries nothing once it is cut", async () => {
    const bench = await atStart();
    bench.own.wire.cut();
    const before = server.all().length;
    await bench.own.page.goto(`${server.origin()}/next`).catch(() => undefined);
    expect(server.all().length).toBe(before);
    await bench.own.end();
  });

  test("carries nothing once the lease has run out, not even for open connections", async () => {
    const bench = await atStart();
    bench.lease.isAlive = false;
    const before = server.all().length;
    await bench.own.page.evaluate(`fetch('/read').catch(() => {})`);
    expect(server.all().length).toBe(before);
    expect(bench.own.wire.isCut).toBe(true);
    await bench.own.end();
  });

  test("reaches allowed hosts only", async () => {
    const bench = await openBench(server.origin(), { isAllowed: (host) => host === "portal.localhost" });
    await bench.own.page.goto(`${server.origin()}/start`);
    const before = server.all().length;
    await expect(bench.own.page.goto(`${server.origin("elsewhere")}/start`)).rejects.toThrow(
      /ERR_SOCKS_CONNECTION_FAILED|ERR_/,
    );
    await expect(bench.own.page.goto(`http://127.0.0.1:${server.port}/start`)).rejects.toThrow(/ERR_/);
    expect(server.all().length).toBe(before);
    await bench.own.end();
  });
});

describe("a hostile page", () => {
  /** Ways out that a page has, each to an address that says which it was. Scripts run in the page one after the other. */
  const waysOut: Record<string, string> = {
    image: "new Image().src = to",
    script: "add('script', { src: to })",
    module: "import(to).catch(() => {})",
    stylesheet: "add('link', { rel: 'stylesheet', href: to })",
    "import in a style": "add('style', { textContent: '@import url(' + to + ')' })",
    background: "document.body.style.backgroundImage = 'url(' + to + ')'",
    font: "new FontFace('f', 'url(' + to + ')').load().catch(() => {})",
    fetch: "fetch(to, { mode: 'no-cors' }).catch(() => {})",
    XHR: "{ const x = new XMLHttpRequest(); x.open('GET', to); x.send() }",
    "event source": "new EventSource(to)",
    frame: "add('iframe', { src: to })",
    object: "add('object', { data: to })",
    embed: "add('embed', { src: to })",
    video: "add('video', { src: to, preload: 'auto' })",
    prefetch: "add('link', { rel: 'prefetch', href: to })",
    preload: "add('link', { rel: 'preload', as: 'fetch', href: to })",
    popup: "window.open(to)",
    worker: "new Worker(URL.createObjectURL(new Blob(['fetch(\"' + to + '\", { mode: \"no-cors\" })'])))",
    redirect: "fetch('/to/302' + to, { mode: 'no-cors' }).catch(() => {})",
    "form that asks":
      "{ const f = add('form', { action: to, target: add('iframe', { name: 'fr' }).name }); f.submit() }",
    "refreshing frame": "add('iframe', { srcdoc: '<meta http-equiv=refresh content=\"0;url=' + to + '\">' })",
  };
  /** These the gate holds whatever the host, so they leave in neither round. */
  const held: Record<string, string> = {
    "fetch POST": "fetch(to, { method: 'POST', body: 'a', mode: 'no-cors' }).catch(() => {})",
    beacon: "navigator.sendBeacon(to, 'a')",
    "form post":
      "{ const f = add('form', { action: to, method: 'post', target: add('iframe', { name: 'fp' }).name }); f.submit() }",
    "web socket": "new WebSocket(to.replace('http', 'ws'))",
    "peer connection":
      "new RTCPeerConnection({ iceServers: [{ urls: 'turn:' + new URL(to).host + '?transport=tcp', username: 'a', credential: 'b' }] }).createOffer({ offerToReceiveAudio: true })",
  };
  const add = "const add = (tag, set) => document.body.appendChild(Object.assign(document.createElement(tag), set));";

  const arrivals = () => {
    const paths = server.all().map(({ path }) => path.split("?")[0] ?? "");
    return new Set(paths.filter((path) => path.startsWith("/out/")).map((path) => decodeURIComponent(path.slice(5))));
  };

  /** Tries every way out, and to leave at last. */
  async function tryAll(bench: Bench, isOver: (begun: ReadonlySet<string>) => boolean): Promise<void> {
    const begun = new Set<string>();
    bench.own.context.on("request", (request) => {
      begun.add(decodeURIComponent(request.url().split(/\/out\/|\?/)[1] ?? ""));
    });
    await bench.own.page.goto(`${server.origin()}/start`);
    const all = { ...waysOut, ...held };
    const lines = Object.entries(all).map(([name, script]) => {
      const to = `${server.origin("elsewhere")}/out/${encodeURIComponent(name)}`;
      return `try { const to = ${JSON.stringify(to)}; ${script} } catch {}`;
    });
    await bench.own.page.evaluate(`{ ${add} ${lines.join("\n")} } undefined`);
    await until(() => isOver(begun), "each way out is tried");
    await bench.own.page.goto(`${server.origin("elsewhere")}/out/leaving`).catch(() => undefined);
    await aWhile();
  }

  test("reaches nobody but the portal, whichever way it tries", async () => {
    const shut = await openBench(server.origin(), { isAllowed: (host) => host === "portal.localhost" });
    await tryAll(shut, (begun) => Object.keys(waysOut).every((name) => begun.has(name)));
    await shut.own.end();
    expect([...arrivals()]).toEqual([]);
    expect(new Set(shut.refused)).toEqual(new Set([`elsewhere.localhost:${server.port}`]));

    // Each of them is a way out where nobody stands in it.
    const open = await openBench(server.origin());
    await tryAll(open, () => Object.keys(waysOut).every((name) => arrivals().has(name)));
    await open.own.end();
    expect([...arrivals()].sort()).toEqual([...Object.keys(waysOut), "leaving"].sort());
  });
});

describe("in a process of its own", () => {
  async function startChild(place: string, leaseMs: number, mark: string) {
    const file = new URL("support/held-child.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [file, server.origin(), place, String(leaseMs), tempRoot, mark], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await once(lines, "line")) as [string];
    return { child, group: (JSON.parse(line) as { group: number }).group };
  }
  async function gone(child: ChildProcess): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }

  test("killed while a request is held, nothing arrives, and its leftovers are found by mark", async () => {
    const arrived = await changesDuring(async () => {
      const { child, group } = await startChild("while-held", 60_000, "life-1");
      child.kill("SIGKILL");
      await gone(child);
      await until(() => !isGroupAlive(group), "the browser ends with its worker");
      await aWhile();
    });
    expect(arrived).toEqual([]);
    expect(readdirSync(tempRoot).some((name) => name.includes("life-1"))).toBe(true);
    expect(await reapLeftovers({ tempRoot, isOurs: (mark) => mark === "other" })).toEqual({ groups: 0, dirs: 0 });
    expect(await reapLeftovers({ tempRoot, isOurs: (mark) => mark === "life-1" })).toEqual({ groups: 0, dirs: 1 });
  });

  test("a frozen browser outlives its worker until it is reaped by mark and group", async () => {
    const { child, group } = await startChild("while-held", 60_000, "life-2");
    process.kill(-group, "SIGSTOP");
    child.kill("SIGKILL");
    await gone(child);
    await aWhile();
    expect(isGroupAlive(group)).toBe(true);
    expect(await reapLeftovers({ tempRoot, isOurs: (mark) => mark === "life-2" })).toEqual({ groups: 1, dirs: 1 });
    expect(isGroupAlive(group)).toBe(false);
  });

  test.each(["after-sent", "after-continue"])(
    "stopped %s until its lease has run out, nothing arrives",
    async (place) => {
      const arrived = await changesDuring(async () => {
        const { child, group } = await startChild(place, 700, "life-3");
        child.kill("SIGSTOP");
        await aWhile(1_000);
        child.kill("SIGCONT");
        await aWhile(500);
        child.kill("SIGKILL");
        await gone(child);
        await until(() => !isGroupAlive(group), "the browser ends");
      });
      await reapLeftovers({ tempRoot, isOurs: (mark) => mark === "life-3" });
      expect(arrived).toEqual([]);
    },
  );
});
