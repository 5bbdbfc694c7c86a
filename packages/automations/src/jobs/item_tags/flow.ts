import { bringInLine, defineFlow } from "../../define/index.ts";
import { itemTags } from "./definition.ts";

export const itemTagsFlow = defineFlow(itemTags, async ({ input, step, portal }) => {
  const dashboard = await step.signIn(() => portal.signIn());
  const page = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).itemTags());
  const items = await bringInLine(step, page, {
    wanted: input.tags.map(({ name, colour, dishes }) => ({ name, text: name, background: colour, dishes })),
    inWords: ({ background, dishes }) =>
      `${background}, on ${dishes.length === 1 ? "1 dish" : `${dishes.length} dishes`}`,
  });
  return { upstreamId: input.upstreamId, portalPage: page.address, items };
});
