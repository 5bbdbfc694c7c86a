import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { withScope } from "@pumpd/db";
import { addChannel, listAlerts, listChannels } from "@pumpd/domain/alerts";
import { parsePrivateHosts } from "@pumpd/domain/outgoing";
import { readSealingKey } from "@pumpd/domain/vault";
import { failure } from "@pumpd/model";
import { BY_TEST, testKeys } from "@pumpd/testing";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { RunReport } from "../src/run-attempt.ts";
import type { RunningWorker } from "../src/worker.ts";
import { NO_BROWSER } from "./job-types.ts";
import { enqueue, openScene, openShop, type Scene, startHere, until } from "./scene.ts";

let scene: Scene;
let smtp: SMTPServer;
let hook: Server;
const mails: string[] = [];
const posts: string[] = [];
const workers: RunningWorker[] = [];

beforeAll(async () => {
  scene = await openScene();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (part) => {
        text += String(part);
      });
      stream.on("end", () => {
        mails.push(text);
        done();
      });
    },
  });
  hook = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += String(part);
    });
    request.on("end", () => {
      posts.push(`${request.url} ${body}`);
      response.writeHead(200).end();
    });
  });
  await Promise.all([
    new Promise<void>((resolve) => {
      smtp.listen(0, "127.0.0.1", () => resolve());
    }),
    new Promise<void>((resolve) => {
      hook.listen(0, "127.0.0.1", () => resolve());
    }),
  ]);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(async () => {
  await scene.close();
  hook.close();
  await new Promise<void>((resolve) => {
    smtp.close(() => resolve());
  });
});

const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port;

test("a portal in maintenance is one alert: one mail and one post, and one more of each when it is over", async () => {
  const hookHost = `127.0.0.1:${portOf(hook)}`;
  const privateHosts = parsePrivateHosts(hookHost);
  const given = { by: BY_TEST, sealingKey: await readSealingKey((await testKeys()).publicKeyFile), privateHosts };
  await withScope(scene.web, scene.scope, async (tx) => {
    await addChannel(tx, { ...given, kind: "email", address: "ops@people.example" });
    await addChannel(tx, { ...given, kind: "webhook", url: `http://${hookHost}/services/secret-part` });
  });
  const closed: RunReport = {
    ending: { kind: "failed", failure: failure("MAINTENANCE"), changed: false },
    browser: NO_BROWSER,
  };
  workers.push(
    await startHere(scene, {
      run: () => Promise.resolve(closed),
      env: {
        webhookPrivateHosts: privateHosts,
        mail: { smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`, from: "alerts@pumpd.example" },
      },
    }),
  );
  for (let n = 0; n < 3; n += 1) await enqueue(scene, await openShop(scene));
  await until(() => mails.length > 0 && posts.length > 0, 60_000);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain("To: ops@people.example");
  expect(mails[0]).toMatch(/Subject: .*Nothing starts at/);
  expect(posts).toHaveLength(1);
  expect(posts[0]).toMatch(/^\/services\/secret-part .*Nothing starts at/);
  const alerts = await withScope(scene.web, scene.scope, listAlerts);
  expect(alerts).toMatchObject([{ rule: "host_held", resolvedAt: null }]);
  await scene.owner.$client`update holds set released_at = now()`;
  await scene.owner.$client`update jobs set status = 'cancelled', completed_at = now() where status = 'pending'`;
  await until(() => mails.length > 1 && posts.length > 1, 60_000);
  expect([mails.length, posts.length]).toEqual([2, 2]);
  expect(posts[1]).toContain("This is over");
  const channels = await withScope(scene.web, scene.scope, listChannels);
  expect(channels.map(({ last }) => last?.state)).toEqual(["sent", "sent"]);
}, 180_000);
