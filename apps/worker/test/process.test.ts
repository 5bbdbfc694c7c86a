import { withScope } from "@pumpd/db";
import { readJob } from "@pumpd/domain/jobs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueue, openScene, openShop, readRecord, type Scene, until, untilStatus } from "./scene.ts";
import { spawnWorker } from "./worker-process.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const detail = (jobId: string) => withScope(scene.web, scene.scope, (tx) => readJob(tx, { id: jobId }));

test("SIGTERM: the process leaves with 0, the job goes back without a try; SIGKILL: the job is found and recovered", async () => {
  const env = { PORTAL_URL: "http://admin.simulator.localhost:4000" };
  const first = await spawnWorker(scene, env);
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running", 90_000);
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  expect(await readRecord(scene, jobId)).toMatchObject({
    status: "pending",
    attempt: 2,
    triesUsed: 0,
    waitKind: "handed_back",
  });

  const second = await spawnWorker(scene, env);
  await untilStatus(scene, jobId, "running", 90_000);
  second.child.kill("SIGKILL");
  expect(await second.ended).toBe("SIGKILL");
  const third = await spawnWorker(scene, env);
  const page = await until(async () => {
    const seen = await detail(jobId);
    return seen.attempt === 3 && seen.status === "running" && seen;
  }, 90_000);
  expect(page.attempts).toMatchObject([
    { status: "handed_back", isCharged: false },
    { status: "lost", isCharged: false },
    { status: "running", trigger: "recovery" },
  ]);
  const log = third.lines.map((line) => JSON.parse(line));
  expect(log).toContainEqual(
    expect.objectContaining({ job: jobId, type: "test_browserless", attempt: 3, msg: "attempt began" }),
  );
  third.child.kill("SIGTERM");
  expect(await third.ended).toBe(0);
}, 300_000);
