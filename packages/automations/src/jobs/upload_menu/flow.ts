import { defineFlow } from "../../define/index.ts";
import { uploadMenu } from "./definition.ts";
import { createImportJudge } from "./import-judge.ts";
import { countDishes } from "./menu.ts";
import { writeMenuCsv } from "./menu-csv/index.ts";
import { menuToSend } from "./menu-to-send.ts";

export const uploadMenuFlow = defineFlow(uploadMenu, async ({ input, step, portal, files }) => {
  const menu = await step.readFile(async () => menuToSend(await files.read(input.file.artifactId), input));
  const dashboard = await step.signIn(() => portal.signIn());
  const menus = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).menus());
  const judge = createImportJudge(menu);
  const seen = await step.import({
    key: `${menu.name} ${input.file.sha256}`,
    probe: async (moment) => judge(await menus.findAll(menu.name), moment),
    apply: () => menus.add(menu.name, { name: "menu.csv", text: writeMenuCsv(menu, { ids: "blank" }) }),
  });
  return {
    upstreamId: input.upstreamId,
    portalPage: menus.address,
    menuName: menu.name,
    sent: { categories: menu.categories.length, dishes: countDishes(menu) },
    seen: { categories: seen.categories, dishes: seen.dishes },
    missing: seen.missing,
    extra: seen.extra,
  };
});
