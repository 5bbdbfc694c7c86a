import { join } from "node:path";
import { artifactPlaceOf, openArtifactStore } from "@pumpd/domain/artifacts";
import postgres from "postgres";
import { z } from "zod";
import { seedDemo } from "../demo/seed.ts";
import type { ScriptsEnv } from "../env.ts";
import type { Addresses } from "./apps.ts";
import type { Say } from "./child.ts";
import type { Keys } from "./find-keys.ts";
import { readJson, writePrivateJson } from "./private-file.ts";

const seeded = z.object({ email: z.string(), password: z.string(), apiKey: z.string(), restaurantId: z.string() });
export type Demo = z.infer<typeof seeded>;

const before = z.object({ portalUrl: z.string() });

type Prepare = { env: ScriptsEnv; adminUrl: string; addresses: Addresses; keys: Keys; say: Say };

/** Seeds the demo unless this database has it, and writes demo.json: how people and programs get in. */
export async function prepareDemo({ env, adminUrl, addresses, keys, say }: Prepare): Promise<Demo | undefined> {
  const { webUrl, workerUrl, portalUrl, simulatorControlUrl } = addresses;
  if (env.APP_ENV !== "demo" || !simulatorControlUrl) return undefined;
  const file = join(env.DATA_DIR, "demo.json");
  const written = readJson(file);
  const known = seeded.safeParse(written);
  const isSeeded = known.success && (await hasOrganisation(adminUrl));
  if (!isSeeded) say("Seeding the demo ...");
  const demo = isSeeded
    ? known.data
    : await seedDemo({
        adminUrl,
        portalUrl,
        simulatorControlUrl,
        publicKeyFile: keys.publicKeyFile,
        artifacts: openArtifactStore(artifactPlaceOf({ ...env, ARTIFACTS_DIR: join(env.DATA_DIR, "artifacts") })),
      });
  const earlier = before.safeParse(written);
  if (earlier.success && earlier.data.portalUrl !== portalUrl)
    await movePortal(adminUrl, { from: earlier.data.portalUrl, to: portalUrl });
  writePrivateJson(file, { url: webUrl, portalUrl, workerUrl, ...demo });
  return demo;
}

// The simulator's port was taken: the demo's organisations would look for their portal at the old one.
async function movePortal(adminUrl: string, { from, to }: { from: string; to: string }): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`update organisations set admin_url = ${to} where admin_url = ${from}`;
  } finally {
    await sql.end();
  }
}

async function hasOrganisation(adminUrl: string): Promise<boolean> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from organisations limit 1`;
    return found !== undefined;
  } finally {
    await sql.end();
  }
}
