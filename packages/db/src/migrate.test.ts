import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { startPostgres } from "./embedded/index.ts";
import { sharedTempDir } from "./embedded/run-as.ts";
import { migrate, provisionRoles } from "./migrate.ts";

test("an owner who may create roles and nothing else brings a database up to date, twice, and may look through both roles", async () => {
  const home = mkdtempSync(join(sharedTempDir({ uid: 65_534, gid: 65_534 }), "pumpd-migrate-"));
  const server = await startPostgres({ dataDir: join(home, "data"), preferredPort: 5700, durability: "test" });
  try {
    const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
    await admin.unsafe("create role shop login createrole password 'owner'");
    await admin.unsafe("create database pumpd owner shop");
    await admin.end();
    const url = new URL(server.adminUrl);
    Object.assign(url, { username: "shop", password: "owner", pathname: "/pumpd" });

    for (let time = 0; time < 2; time += 1) {
      await migrate(url.href);
      const { webUrl } = await provisionRoles(url.href, { web: "web", worker: "worker" });
      const web = postgres(webUrl, { max: 1 });
      expect(await web`select count(*)::int as jobs from jobs`).toEqual([{ jobs: 0 }]);
      await web.end();
    }
    const owner = postgres(url.href, { max: 1 });
    for (const role of ["pumpd_web", "pumpd_worker"])
      await owner.begin(async (tx) => {
        await tx`set local role ${tx(role)}`;
        expect(await tx`select current_user as who`).toEqual([{ who: role }]);
      });
    await owner.end();
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}, 60_000);
