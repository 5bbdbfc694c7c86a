import { afterAll, beforeAll, expect, test } from "vitest";
import { configureWebsiteExamples } from "../src/jobs/configure_website/examples.ts";
import { configureWebsiteFlow } from "../src/jobs/configure_website/flow.ts";
import { itemTagsExamples } from "../src/jobs/item_tags/examples.ts";
import { itemTagsFlow } from "../src/jobs/item_tags/flow.ts";
import { optionSetsExamples } from "../src/jobs/option_sets/examples.ts";
import { optionSetsFlow } from "../src/jobs/option_sets/flow.ts";
import { exampleMenuCsv, uploadMenuExamples } from "../src/jobs/upload_menu/examples.ts";
import { uploadMenuFlow } from "../src/jobs/upload_menu/flow.ts";
import { openRestaurantBench, type RestaurantBench } from "./support/restaurant-bench.ts";

let portal: RestaurantBench;
beforeAll(async () => {
  portal = await openRestaurantBench();
});
afterAll(() => portal.stop());

test("a portal release that renames every style class, and shows popups, stops no flow", {
  timeout: 240_000,
}, async () => {
  await portal.reset();
  await portal.faults({ kind: "class-rename" }, { kind: "notification-popup", afterMs: 300 });
  const files = { [uploadMenuExamples.small.file.artifactId]: exampleMenuCsv };
  const endings = [
    await portal.run(uploadMenuFlow, uploadMenuExamples.small, { files, job: "menu" }),
    await portal.run(optionSetsFlow, optionSetsExamples.three, { job: "option sets" }),
    await portal.run(itemTagsFlow, itemTagsExamples.three, { job: "tags" }),
    await portal.run(configureWebsiteFlow, configureWebsiteExamples.dark, { job: "website" }),
  ].map(({ ending }) => ending);
  expect(endings).toEqual(endings.map(() => expect.objectContaining({ kind: "finished", outcome: "success" })));
});
