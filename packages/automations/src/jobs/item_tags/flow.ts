import { defineFlow, itemResults } from "../../define/index.ts";
import type { WantedTag } from "../../portal/pages/item-tags.ts";
import { itemTags } from "./definition.ts";

export const itemTagsFlow = defineFlow(itemTags, async ({ input, step, portal }) => {
  const wanted = input.tags.map(
    ({ name, colour, dishes }): WantedTag => ({ name, text: name, background: colour, dishes }),
  );
  const dashboard = await step.signIn(() => portal.signIn());
  const page = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).itemTags());
  const made = await step.create({
    items: wanted,
    key: (tag) => tag.name,
    label: (tag) => tag.name,
    probe: async (tag, moment) => ((await page.has(tag.name, moment)) ? { name: tag.name } : undefined),
    apply: (tag) => page.create(tag),
  });
  const compared = await step.update({
    items: wanted.filter((_, place) => made[place]?.status !== "failed"),
    key: (tag) => tag.name,
    label: (tag) => tag.name,
    probe: async (tag, moment) => {
      const sight = await page.compare(tag, moment);
      return sight?.isSame ? sight : undefined;
    },
    apply: (tag) => page.update(tag),
  });
  return { upstreamId: input.upstreamId, portalPage: page.address, items: itemResults(made, compared) };
});
