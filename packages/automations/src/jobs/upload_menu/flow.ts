import { defineFlow } from "../../define/index.ts";
import { addMenu } from "./add-menu.ts";
import { completeMenu } from "./complete-menu.ts";
import { type UploadMode, uploadMenu } from "./definition.ts";
import { countDishes } from "./menu.ts";
import { menuToSend } from "./menu-to-send.ts";
import { updateMenu } from "./update-menu.ts";

const CHANGES: Record<UploadMode, typeof addMenu> = { new: addMenu, complete: completeMenu, update: updateMenu };

export const uploadMenuFlow = defineFlow(uploadMenu, async ({ input, step, portal, files }) => {
  const menu = await step.readFile(async () => menuToSend(await files.read(input.file.artifactId), input));
  const dashboard = await step.signIn(() => portal.signIn());
  const menus = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).menus());
  const seen = await step.import(CHANGES[input.mode](menus, menu, input.file.sha256));
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
