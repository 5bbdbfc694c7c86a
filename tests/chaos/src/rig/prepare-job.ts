import { createHash, randomBytes } from "node:crypto";
import { findDefinition } from "@pumpd/automations/definitions";
import { examples } from "@pumpd/automations/examples";
import { type Database, type OrgScope, tables } from "@pumpd/db";
import { fileStore, saveArtifact } from "@pumpd/domain/artifacts";
import { createAccount, createRestaurant } from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { exampleMenuCsv } from "../../../../packages/automations/src/jobs/upload_menu/examples.ts";
import type { Portal } from "./portal.ts";
import { ask, signInByHand } from "./portal-by-hand.ts";

export type Prepared = {
  restaurantId: string;
  accountId: string;
  /** the portal login, which is how the journal names its account */
  login: string;
  password: string;
  input: Record<string, unknown>;
};

export type PrepareJob = { owner: Database; portal: Portal; scope: OrgScope; artifactsDir: string; type: string };
type Milestone = "registered" | "menu_imported" | "website_configured" | "option_sets_added" | "item_tags_added";

/** What a job of this type needs before it can be asked for, here and at the portal; its input is the type's own example. */
export async function prepareJob({ owner, portal, scope, artifactsDir, type }: PrepareJob): Promise<Prepared> {
  const restaurant = await createRestaurant(owner, { scope });
  // Long and odd enough that finding it anywhere means that it leaked.
  const password = `Kea&${randomBytes(12).toString("base64")}"\\é`;
  const account = await createAccount(owner, { scope, restaurantId: restaurant.id, password });
  const prepared = { restaurantId: restaurant.id, accountId: account.id, login: account.login, password };
  const after: readonly Milestone[] = findDefinition(type)?.after ?? [];
  if (after.length === 0) {
    await portal.control.seed({ accounts: [{ email: account.login, password }] });
    return { ...prepared, input: {} };
  }
  const { name, subdomain } = restaurant;
  const upstreamId = `RES${randomBytes(15).toString("base64url").replace(/[-_]/g, "x")}`;
  await portal.control.seed({
    accounts: [
      { email: account.login, password, restaurants: [{ id: upstreamId, name, subdomain, phone: "04 555 0199" }] },
    ],
  });
  await owner
    .update(tables.restaurants)
    .set({ upstreamId, subdomain, storeUrl: portal.url.replace("//admin.", `//${subdomain}.`) })
    .where(eq(tables.restaurants.id, restaurant.id));
  for (const milestone of new Set<Milestone>(["registered", ...after]))
    await owner
      .insert(tables.restaurantMilestones)
      .values({ organisationId: scope.organisationId, restaurantId: restaurant.id, milestone, jobId: restaurant.id });
  if (after.includes("menu_imported"))
    await importMenu({ adminUrl: portal.url, login: account.login, password, upstreamId });
  const example = exampleOf(type);
  const file =
    "file" in example ? { file: await storeMenu({ owner, scope, artifactsDir, restaurantId: restaurant.id }) } : {};
  return { ...prepared, input: { ...example, ...file, upstreamId, subdomain } };
}

/** The smallest: what is tested is where it is cut, not how long it is. */
function exampleOf(type: string): Record<string, unknown> {
  const all: Readonly<Record<string, Readonly<Record<string, object>>>> = examples;
  const [smallest] = Object.values(all[type] ?? {}).sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
  if (!smallest) throw new Error(`${type} has no example`);
  return { ...smallest };
}

async function importMenu({
  adminUrl,
  upstreamId,
  ...credentials
}: {
  adminUrl: string;
  login: string;
  password: string;
  upstreamId: string;
}): Promise<void> {
  const session = await signInByHand(adminUrl, credentials);
  const form = new FormData();
  form.append("file", new Blob([exampleMenuCsv], { type: "text/csv" }), "menu.csv");
  await ask(session, { method: "POST", path: `/api/restaurants/${upstreamId}/menus/import`, body: form });
}

type StoreMenu = { owner: Database; scope: OrgScope; artifactsDir: string; restaurantId: string };

async function storeMenu({ owner, scope, artifactsDir, restaurantId }: StoreMenu): Promise<object> {
  const bytes = Buffer.from(exampleMenuCsv);
  const store = fileStore(artifactsDir);
  const artifactId = await saveArtifact(owner, {
    scope,
    store,
    kind: "csv",
    contentType: "text/csv",
    bytes,
    restaurantId,
  });
  return {
    artifactId,
    fileName: "menu.csv",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
  };
}
