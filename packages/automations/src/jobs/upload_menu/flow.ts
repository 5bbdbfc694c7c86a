import { defineFlow } from "../../define/index.ts";
import { addMenu } from "./add-menu.ts";
import { uploadMenu } from "./definition.ts";
import { countDishes } from "./menu.ts";
import { menuToSend } from "./menu-to-send.ts";
import { updateMenu } from "./update-menu.ts";

export const uploadMenuFlow = defineFlow(uploadMenu, async ({ input, step, portal, files }) => {
  const menu = await step.readFile(async () => menuToSend(await files.read(input.file.artifactId), input));
  const dashboard = await step.signIn(() => portal.signIn());
  const menus = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).menus());
  const change = input.mode === "new" ? addMenu : updateMenu;
  const seen = await step.import(change(menus, menu, input.file.sha256));
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
