import { join } from "node:path";
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

type Prepare = { env: ScriptsEnv; adminUrl: string; addresses: Addresses; keys: Keys; authSecret: string; say: Say };

/** Seeds the demo unless this database has it, and writes demo.json: how people and programs get in. */
export async function prepareDemo({
  env,
  adminUrl,
  addresses,
  keys,
  authSecret,
  say,
}: Prepare): Promise<Demo | undefined> {
  if (env.APP_ENV !== "demo" || !addresses.simulatorControlUrl) return undefined;
  const file = join(env.DATA_DIR, "demo.json");
  const known = seeded.safeParse(readJson(file));
  const isSeeded = known.success && (await hasOrganisation(adminUrl));
  if (!isSeeded) say("Seeding the demo ...");
  const demo = isSeeded
    ? known.data
    : seeded.parse(
        await seedDemo({
          adminUrl,
          portalUrl: addresses.portalUrl,
          simulatorControlUrl: addresses.simulatorControlUrl,
          publicKeyFile: keys.publicKeyFile,
          authSecret,
        }),
      );
  // Addresses may be others today: a port may have been taken.
  writePrivateJson(file, {
    url: addresses.webUrl,
    portalUrl: addresses.portalUrl,
    workerUrl: addresses.workerUrl,
    ...demo,
  });
  return demo;
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
