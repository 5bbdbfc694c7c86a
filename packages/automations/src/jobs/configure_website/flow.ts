import { defineFlow } from "../../define/index.ts";
import { configureWebsite } from "./definition.ts";
import { wantedBlocks } from "./wanted-blocks.ts";
import { readWebsiteFiles } from "./website-files.ts";

export const configureWebsiteFlow = defineFlow(configureWebsite, async ({ input, step, portal, files }) => {
  const wanted = wantedBlocks(input, await step.readFiles(() => readWebsiteFiles(input, files)));
  const dashboard = await step.signIn(() => portal.signIn());
  const restaurant = await step.open(() => dashboard.enter(input.upstreamId, input));
  const { storeUrl } = await restaurant.facts();
  const website = restaurant.website();

  const theme = await step.theme(website.theme(input.theme));
  const colours = await step.colours(website.part(wanted.colours));
  const fonts = await step.fonts(website.part(wanted.fonts));
  const nav = await step.nav(website.part(wanted.nav));
  const header = wanted.header && (await step.header(website.part(wanted.header)));
  const items = await step.items(website.part(wanted.items));
  const favicon = wanted.favicon && (await step.favicon(website.part(wanted.favicon)));
  const seo = wanted.seo && (await step.seo(website.part(wanted.seo)));
  const social = wanted.social && (await step.social(website.part(wanted.social)));
  const code = wanted.code && (await step.code(website.part(wanted.code)));

  const seen = { theme, colours, fonts, nav, header, items, favicon, seo, social, code };
  return {
    upstreamId: input.upstreamId,
    portalPage: website.address,
    storeUrl,
    logoUrl: (input.logo && nav.shown.Logo) ?? null,
    blocks: Object.entries(seen).flatMap(([block, part]) => (part ? [{ block, shown: part.shown }] : [])),
  };
});
